package io.cartwright.discount.coupon;

import io.cartwright.discount.coupon.CouponForm.Behavior;
import io.cartwright.wire.Violation;
import io.cartwright.wire.Violation.Rule;
import io.cartwright.wire.common.Scope;
import io.cartwright.wire.coupons.Specification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a coupon must be like; the contract's messages name no limits of their own. */
final class CouponChecks {
  static final int CODE_LENGTH_MAX = 20;
  static final int NAME_LENGTH_MAX = 200;
  static final double AMOUNT_MAX = 1e12;
  static final int CYCLES_MAX = 999;
  private static final int TEXT_LENGTH_MAX = 100;
  private static final String ROOT = "specification";

  private final List<Violation> violations = new ArrayList<>();

  private CouponChecks() {}

  /** Everything that is wrong with a filled-in specification; empty when it can be stored. */
  static List<Violation> check(Specification spec) {
    CouponChecks checks = new CouponChecks();
    checks.names(spec);
    checks.times(spec);
    checks.behavior(spec);
    checks.reach(spec);
    checks.atLeastOne("usageLimit", spec.usageLimit());
    checks.atLeastOne("limitPerCustomer", spec.limitPerCustomer());
    checks.atLeastOne("discountedCycleCount", spec.discountedCycleCount());
    if (spec.discountedCycleCount() != null && spec.discountedCycleCount() > CYCLES_MAX) {
      checks.violate("discountedCycleCount", Rule.MAX, "must be at most " + CYCLES_MAX);
    }
    if (spec.type() != null && spec.type().length() > TEXT_LENGTH_MAX) {
      checks.violate("type", Rule.MAX_LENGTH, "must be " + TEXT_LENGTH_MAX + " long at most");
    }
    return checks.violations;
  }

  /** As {@link #check}, for a changed specification: what it takes off cannot become another. */
  static List<Violation> checkChange(Specification before, Specification after) {
    List<Violation> violations = new ArrayList<>(check(after));
    Behavior kind = CouponForm.behavior(after);
    if (kind != null && kind != CouponForm.behavior(before)) {
      violations.add(
          Violation.of(ROOT, "the kind of a coupon cannot change", Rule.FIELD_NOT_ALLOWED));
    }
    return violations;
  }

  private void names(Specification spec) {
    text("name", spec.name(), NAME_LENGTH_MAX);
    text("code", spec.code(), CODE_LENGTH_MAX);
  }

  private void text(String field, String value, int max) {
    if (value == null) {
      violate(field, Rule.REQUIRED_FIELD, "must be set");
    } else if (value.isBlank()) {
      violate(field, Rule.MIN_LENGTH, "must not be empty");
    } else if (value.length() > max) {
      violate(field, Rule.MAX_LENGTH, "must be " + max + " long at most");
    }
  }

  private void times(Specification spec) {
    Instant start = CouponForm.time(spec.startTime());
    Instant end = CouponForm.time(spec.expirationTime());
    String wanted = "must be a time in epoch milliseconds";
    if (start == null) violate("startTime", Rule.FORMAT, wanted);
    if (end == null && spec.expirationTime() != null) {
      violate("expirationTime", Rule.FORMAT, wanted);
    }
    if (start != null && end != null && !start.isBefore(end)) {
      violate("expirationTime", Rule.VALIDATION, "must be after the startTime");
    }
  }

  private void behavior(Specification spec) {
    Behavior kind = CouponForm.behavior(spec);
    if (kind == null) {
      violations.add(
          Violation.of(
              ROOT,
              "must set one of moneyOffAmount, percentOffRate, freeShipping, fixedPriceAmount,"
                  + " buyXGetY",
              Rule.REQUIRED_ONE_OF_FIELD));
      return;
    }
    switch (kind) {
      case MONEY_OFF -> amount("moneyOffAmount", spec.moneyOffAmount(), false);
      case FIXED_PRICE -> amount("fixedPriceAmount", spec.fixedPriceAmount(), true);
      case PERCENT_OFF -> {
        if (!(spec.percentOffRate() > 0 && spec.percentOffRate() <= 100)) {
          violate("percentOffRate", Rule.VALIDATION, "must be above 0 and at most 100");
        }
      }
      case FREE_SHIPPING -> {
        if (!spec.freeShipping()) violate("freeShipping", Rule.VALIDATION, "must be true");
      }
      case BUY_X_GET_Y -> {
        atLeastOne("buyXGetY.x", orZero(spec.buyXGetY().x()));
        atLeastOne("buyXGetY.y", orZero(spec.buyXGetY().y()));
      }
    }
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  private void amount(String field, double amount, boolean zero) {
    boolean enough = zero ? amount >= 0 : amount > 0;
    if (!enough || !(amount <= AMOUNT_MAX)) {
      violate(field, Rule.VALIDATION, "must be " + (zero ? "0" : "above 0") + " to 1e12");
    }
  }

  private void reach(Specification spec) {
    boolean freeShipping = CouponForm.behavior(spec) == Behavior.FREE_SHIPPING;
    Double minimum = spec.minimumSubtotal();
    if (minimum != null && !(minimum >= 0 && minimum <= AMOUNT_MAX)) {
      violate("minimumSubtotal", Rule.VALIDATION, "must be 0 to 1e12");
    }
    if (freeShipping) {
      if (spec.scope() != null) {
        violate("scope", Rule.FIELD_NOT_ALLOWED, "must not be set with freeShipping");
      }
    } else if (spec.scope() == null && minimum == null) {
      violations.add(
          Violation.of(ROOT, "must set one of scope, minimumSubtotal", Rule.REQUIRED_ONE_OF_FIELD));
    }
    if (spec.scope() != null) scope(spec.scope());
  }

  private void scope(Scope scope) {
    if (scope.namespace() == null) {
      violate("scope.namespace", Rule.REQUIRED_FIELD, "must be set");
    } else if (CouponMapping.appOf(scope.namespace()) == null) {
      violate(
          "scope.namespace",
          Rule.INVALID_ENUM_VALUE,
          "must be one of " + CouponMapping.namespaces());
    }
    if (scope.group() == null) return;
    String entityId = scope.group().entityId();
    if (entityId != null && entityId.length() > TEXT_LENGTH_MAX) {
      violate("scope.group.entityId", Rule.MAX_LENGTH, "is too long");
    }
    if (scope.group().name() == null) {
      violate("scope.group.name", Rule.REQUIRED_FIELD, "must be set");
    } else if (scope.namespace() != null
        && !CouponMapping.groups(scope.namespace()).contains(scope.group().name())) {
      violate(
          "scope.group.name",
          Rule.INVALID_ENUM_VALUE,
          "must be one of " + CouponMapping.groups(scope.namespace()));
    } else if (CouponMapping.COLLECTION.equals(scope.group().name()) && entityId == null) {
      violate("scope.group.entityId", Rule.REQUIRED_FIELD, "must be set");
    }
  }

  private void atLeastOne(String field, Integer value) {
    if (value != null && value < 1) violate(field, Rule.MIN, "must be at least 1");
  }

  private void violate(String field, Rule rule, String description) {
    violations.add(Violation.of(ROOT + "." + field, description, rule));
  }
}
