package io.cartwright.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a compiled rule says. Scopes of one app and kind come back as one; the rule means the
 * same.
 */
final class RuleReader {
  private final Atoms atoms;

  RuleReader(Atoms atoms) {
    this.atoms = atoms;
  }

  Rule read(CompiledRule rule) {
    return new Rule(
        rule.id,
        rule.createdAt(),
        rule.name,
        rule.start,
        rule.end,
        rule.trigger == null ? null : trigger(rule.trigger),
        target(rule),
        discount(rule),
        rule.lowestOnly() ? Rule.AppliesTo.LOWEST_PRICED_ITEM : Rule.AppliesTo.ALL_ITEMS,
        rule.includeSubscription());
  }

  private static Discount discount(CompiledRule rule) {
    return switch (rule.kind) {
      case CompiledRule.PERCENTAGE -> new Discount.Percentage(rule.valueE4);
      case CompiledRule.FIXED_AMOUNT -> new Discount.FixedAmount(rule.valueE4);
      case CompiledRule.FIXED_PRICE -> new Discount.FixedPrice(rule.valueE4);
      case CompiledRule.QUANTITY_BASED ->
          new Discount.QuantityBased(rule.setQuantity, rule.valueE4);
      default -> throw new IllegalStateException("kind " + rule.kind);
    };
  }

  private Target target(CompiledRule rule) {
    List<Scope> excluded = rule.excluded.length == 0 ? List.of() : scopes(rule.excluded);
    CompiledRule.Sets sets = rule.sets;
    if (sets == null) {
      return new Target.Items(scopes(rule.target), excluded);
    }
    return new Target.BuyXGetY(
        sets.buyQuantity() == 0 ? null : sets.buyQuantity(),
        sets.buyQuantity() == 0 ? sets.buySpendE4() : null,
        scopes(sets.buys()),
        sets.getQuantity(),
        scopes(rule.target),
        excluded,
        sets.limit() == Integer.MAX_VALUE ? null : sets.limit());
  }

  private Trigger trigger(CompiledTrigger condition) {
    return switch (condition.kind()) {
      case CompiledTrigger.AND -> new Trigger.And(children(condition));
      case CompiledTrigger.OR -> new Trigger.Or(children(condition));
      case CompiledTrigger.SUBTOTAL ->
          new Trigger.SubtotalRange(scopes(condition.scope()), from(condition), to(condition));
      case CompiledTrigger.QUANTITY ->
          new Trigger.QuantityRange(scopes(condition.scope()), from(condition), to(condition));
      case CompiledTrigger.CUSTOM -> new Trigger.Custom(atoms.atom(condition.scope()[0]).key);
      case CompiledTrigger.MEMBERS -> {
        Set<String> ids = new HashSet<>();
        for (int atom : condition.scope()) {
          ids.add(atoms.atom(atom).key);
        }
        yield new Trigger.Members(ids);
      }
      default -> throw new IllegalStateException("condition " + condition.kind());
    };
  }

  private List<Trigger> children(CompiledTrigger condition) {
    return Arrays.stream(condition.parts()).map(this::trigger).toList();
  }

  private static Long from(CompiledTrigger condition) {
    return condition.from() == Long.MIN_VALUE ? null : (Long) condition.from();
  }

  private static Long to(CompiledTrigger condition) {
    return condition.to() == Long.MAX_VALUE ? null : (Long) condition.to();
  }

  private record Group(Scope.Kind kind, String appId) {}

  private List<Scope> scopes(int[] numbers) {
    if (numbers.length > 0 && numbers[0] == Atom.ALWAYS_NUMBER) {
      return List.of(Scope.all());
    }
    Map<Group, Set<String>> groups = new LinkedHashMap<>();
    for (int number : numbers) {
      Atom atom = atoms.atom(number);
      String appId = atoms.appSlots().get(atom.app).id();
      Scope.Kind kind =
          switch (atom.kind) {
            case Atom.ITEM -> Scope.Kind.ITEMS;
            case Atom.COLLECTION -> Scope.Kind.COLLECTIONS;
            default -> Scope.Kind.APP;
          };
      Set<String> ids = groups.computeIfAbsent(new Group(kind, appId), group -> new HashSet<>());
      if (atom.key != null) {
        ids.add(atom.key);
      }
    }
    List<Scope> scopes = new ArrayList<>();
    groups.forEach((group, ids) -> scopes.add(new Scope(group.kind(), group.appId(), ids)));
    return scopes.isEmpty() ? List.of(new Scope(Scope.Kind.ITEMS, "", Set.of())) : scopes;
  }
}
