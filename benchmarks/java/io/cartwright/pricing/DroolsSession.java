package io.cartwright.pricing;

import io.cartwright.pricing.drools.CartLine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.conf.KieBaseOption;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.api.runtime.conf.DirectFiringOption;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;

/**
 * The ways to put a basket's lines to Drools. The facts of each basket are ready made, which a shop
 * would have to do for each evaluation.
 */
final class DroolsSession {
  private DroolsSession() {}

  /** Compiles rules as an executable model, Drools' fastest form. */
  static KieBase compile(String rules, KieBaseOption... options) {
    return new KieHelper()
        .addContent(rules, ResourceType.DRL)
        .build(ExecutableModelProject.class, options);
  }

  /** A session with what it does not need here switched off: agenda, locks. */
  static KieSession tuned(KieBase base) {
    KieSessionConfiguration settings = KieServices.get().newKieSessionConfiguration();
    settings.setOption(DirectFiringOption.YES);
    settings.setOption(ThreadSafeOption.NO);
    return base.newKieSession(settings, null);
  }

  /** Lines are inserted and deleted again. */
  static Rival kept(KieSession session, Basket[] baskets) {
    Map<Basket, CartLine[]> facts = facts(baskets);
    return new Rival() {
      private FactHandle[] handles = new FactHandle[16];

      @Override
      public long discount(Basket basket) {
        CartLine[] lines = reset(facts.get(basket));
        handles = lines.length > handles.length ? new FactHandle[lines.length] : handles;
        for (int i = 0; i < lines.length; i++) {
          handles[i] = session.insert(lines[i]);
        }
        session.fireAllRules();
        for (int i = 0; i < lines.length; i++) {
          session.delete(handles[i]);
        }
        return sum(lines);
      }

      @Override
      public void close() {
        session.dispose();
      }
    };
  }

  /** There is a fact for each line number, which is set to the basket's line and updated. */
  static Rival updated(KieSession session, Basket[] baskets) {
    Map<Basket, CartLine[]> facts = facts(baskets);
    int size = baskets[0].lines().size();
    CartLine[] slots = new CartLine[size];
    FactHandle[] handles = new FactHandle[size];
    for (int i = 0; i < size; i++) {
      slots[i] = new CartLine("", 0, 0);
      handles[i] = session.insert(slots[i]);
    }
    return new Rival() {
      @Override
      public long discount(Basket basket) {
        CartLine[] lines = facts.get(basket);
        for (int i = 0; i < lines.length; i++) {
          slots[i].set(lines[i]);
          session.update(handles[i], slots[i]);
        }
        session.fireAllRules();
        return sum(slots);
      }

      @Override
      public void close() {
        session.dispose();
      }
    };
  }

  static Rival stateless(StatelessKieSession session, Basket[] baskets) {
    Map<Basket, CartLine[]> facts = facts(baskets);
    Map<CartLine[], List<CartLine>> lists = new HashMap<>();
    facts.values().forEach(lines -> lists.put(lines, Arrays.asList(lines)));
    return basket -> {
      CartLine[] lines = reset(facts.get(basket));
      session.execute(lists.get(lines));
      return sum(lines);
    };
  }

  static Rival pooled(KieSessionsPool pool, Basket[] baskets) {
    Map<Basket, CartLine[]> facts = facts(baskets);
    return new Rival() {
      @Override
      public long discount(Basket basket) {
        CartLine[] lines = reset(facts.get(basket));
        KieSession session = pool.newKieSession();
        for (CartLine line : lines) {
          session.insert(line);
        }
        session.fireAllRules();
        session.dispose();
        return sum(lines);
      }

      @Override
      public void close() {
        pool.shutdown();
      }
    };
  }

  private static Map<Basket, CartLine[]> facts(Basket[] baskets) {
    Map<Basket, CartLine[]> facts = new IdentityHashMap<>();
    for (Basket basket : baskets) {
      facts.put(
          basket,
          basket.lines().stream()
              .map(
                  line ->
                      new CartLine(
                          line.collectionIds().iterator().next(),
                          line.quantity(),
                          line.baseUnitMinor() * line.quantity()))
              .toArray(CartLine[]::new));
    }
    return facts;
  }

  private static CartLine[] reset(CartLine[] lines) {
    for (CartLine line : lines) {
      line.reset();
    }
    return lines;
  }

  private static long sum(CartLine[] lines) {
    long sum = 0;
    for (CartLine line : lines) {
      sum += line.getOffMinor();
    }
    return sum;
  }
}
