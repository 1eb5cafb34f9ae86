package io.cartwright.discount;

import io.cartwright.bus.Operation;
import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.discountrules.DiscountRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What other domains ask about discounts. These stay inside the JVM, answered from memory. */
public final class DiscountQuestions {
  /** The rules in force. */
  public static final Operation<RulesFor, Rules> RULES_FOR =
      Operation.internal("ecom.discount.rulesFor");

  /** Which rules are used up, of some that have a limit; never refused. */
  public static final Operation<UsedUp, Set<String>> USED_UP =
      Operation.internal("ecom.discount.usedUp");

  /**
   * The rules as they stood at a version or an instant. Refused with {@link
   * DiscountRefusal#RULES_VERSION_NOT_FOUND} when the site's rules have not reached the version.
   */
  public static final Operation<RulesAsOf, Rules> RULES_AS_OF =
      Operation.internal("ecom.discount.rulesAsOf");

  /**
   * The rules of now or of another instant with some added, changed or switched off, for one
   * question: nothing is stored or published. Refused with the fields at fault.
   */
  public static final Operation<RulesWith, Rules> RULES_WITH =
      Operation.internal("ecom.discount.rulesWith");

  /**
   * A coupon by its code. Refused with the contract's ERROR_COUPON codes when it does not exist, is
   * disabled, not active yet, has expired, or is used up, by all or by this buyer.
   */
  public static final Operation<CouponFor, CouponAnswer> COUPON_FOR =
      Operation.internal("ecom.discount.couponFor");

  private DiscountQuestions() {}

  /** The rules at an instant about now. */
  public record RulesFor(Instant now) {}

  /**
   * @param buyerKey member id, else the e-mail in lower case, else the visitor id; null when nobody
   *     is known
   * @param limits of the rules that are asked about, by rule id
   */
  public record UsedUp(String buyerKey, Map<String, UsageLimit> limits, Instant now) {
    public UsedUp {
      limits = Map.copyOf(limits);
    }
  }

  /**
   * Uses of the past are not known: the answer is without limits.
   *
   * @param version of the site's rules, as quotes name it; 0 is before the first rule; null: the
   *     one that counted at the instant. A version counts from when its change was asked for, and
   *     never from before its predecessor
   * @param instant at which time windows are resolved; null: when the version began to count, or
   *     now when no version is named. In the future: today's rules, their windows resolved then
   */
  public record RulesAsOf(Long version, Instant instant) {}

  /**
   * The answer is without limits for an instant in the past: its uses are not known.
   *
   * @param instant null: now
   * @param added new rules, as the contract's create takes them; they stack after all others
   * @param changed whole rules in place of others, by id; an id of upper or lower case
   * @param switchedOff ids of rules that are left out
   */
  public record RulesWith(
      Instant instant,
      List<DiscountRule> added,
      List<ChangedRule> changed,
      List<String> switchedOff) {
    public RulesWith {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      switchedOff = List.copyOf(switchedOff);
    }
  }

  /** A rule in place of the one with this id. */
  public record ChangedRule(String ruleId, DiscountRule rule) {}

  /**
   * @param book the compiled rules of the site
   * @param limits how often its rules may be used; those that are used up are in the book all the
   *     same
   */
  public record Rules(RuleBook book, Limits limits) {}

  /** How often rules may be used. */
  @FunctionalInterface
  public interface Limits {
    /** No rule has a limit. */
    Limits NONE = ruleId -> null;

    /** The limit of a rule; null when it has none, or is not known. */
    UsageLimit of(String ruleId);
  }

  /**
   * How often something may be used; null: without end. The placement of an order takes one use of
   * the tally {@code usesKind}/{@code id} (and {@code id:buyerKey} of {@code buyerUsesKind}) within
   * its transaction.
   */
  public record UsageLimit(Integer total, Integer perBuyer) {}

  /** Tally kinds that count uses. */
  public static final String RULE_USES = "rule-uses";

  public static final String RULE_BUYER_USES = "rule-buyer-uses";
  public static final String COUPON_USES = "coupon-uses";
  public static final String COUPON_BUYER_USES = "coupon-buyer-uses";

  /** As {@link UsedUp}; the code in any case. */
  public record CouponFor(String code, String buyerKey, Instant now) {}

  /**
   * @param coupon as pricing takes it
   * @param id the coupon's id
   * @param code as its owner wrote it
   */
  public record CouponAnswer(
      Coupon coupon, String id, String code, String name, UsageLimit limit) {}
}
