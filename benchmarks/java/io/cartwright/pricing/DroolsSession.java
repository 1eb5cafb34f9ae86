package io.cartwright.pricing;

import io.cartwright.pricing.drools.CartLine;
import java.util.ArrayList;
import java.util.List;
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

/** The ways to put a basket's lines to Drools and to read what was taken off. */
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

  /** Lines are inserted into a session and deleted again. */
  static Rival kept(KieSession session) {
    return new Rival() {
      private final List<CartLine> facts = new ArrayList<>();
      private final List<FactHandle> handles = new ArrayList<>();

      @Override
      public long discount(Basket basket) {
        facts.clear();
        handles.clear();
        for (BasketLine line : basket.lines()) {
          CartLine fact = fact(line);
          facts.add(fact);
          handles.add(session.insert(fact));
        }
        session.fireAllRules();
        for (FactHandle handle : handles) {
          session.delete(handle);
        }
        return sum(facts, facts.size());
      }

      @Override
      public void close() {
        session.dispose();
      }
    };
  }

  /** A session has a fact for each line number, which is set to the basket's line and updated. */
  static Rival updated(KieSession session) {
    return new Rival() {
      private final List<CartLine> facts = new ArrayList<>();
      private final List<FactHandle> handles = new ArrayList<>();
      private int used;

      @Override
      public long discount(Basket basket) {
        List<BasketLine> lines = basket.lines();
        while (facts.size() < lines.size()) {
          CartLine fact = new CartLine();
          facts.add(fact);
          handles.add(session.insert(fact));
        }
        for (int i = 0; i < Math.max(used, lines.size()); i++) {
          CartLine fact = facts.get(i);
          if (i < lines.size()) {
            BasketLine line = lines.get(i);
            fact.set(category(line), line.quantity(), line.baseUnitMinor() * line.quantity());
          } else {
            fact.set(null, 0, 0);
          }
          session.update(handles.get(i), fact);
        }
        used = lines.size();
        session.fireAllRules();
        return sum(facts, used);
      }

      @Override
      public void close() {
        session.dispose();
      }
    };
  }

  static Rival stateless(StatelessKieSession session) {
    return basket -> {
      List<CartLine> facts = new ArrayList<>(basket.lines().size());
      for (BasketLine line : basket.lines()) {
        facts.add(fact(line));
      }
      session.execute(facts);
      return sum(facts, facts.size());
    };
  }

  static Rival pooled(KieSessionsPool pool) {
    return new Rival() {
      @Override
      public long discount(Basket basket) {
        List<CartLine> facts = new ArrayList<>(basket.lines().size());
        KieSession session = pool.newKieSession();
        for (BasketLine line : basket.lines()) {
          CartLine fact = fact(line);
          facts.add(fact);
          session.insert(fact);
        }
        session.fireAllRules();
        session.dispose();
        return sum(facts, facts.size());
      }

      @Override
      public void close() {
        pool.shutdown();
      }
    };
  }

  private static CartLine fact(BasketLine line) {
    return new CartLine(category(line), line.quantity(), line.baseUnitMinor() * line.quantity());
  }

  private static String category(BasketLine line) {
    return line.collectionIds().iterator().next();
  }

  private static long sum(List<CartLine> lines, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lines.get(i).getOffMinor();
    }
    return sum;
  }
}
