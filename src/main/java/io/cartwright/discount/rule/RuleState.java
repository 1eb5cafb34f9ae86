package io.cartwright.discount.rule;

import io.cartwright.wire.discountrules.DiscountRule;
import java.util.UUID;

/**
 * A stored state of a rule.
 *
 * @param version of the site's rules that it came with; 0 for a rule that is read as it stands
 * @param doc text of the {@link DiscountRule}; null when it was deleted
 */
record RuleState(UUID ruleId, long version, String doc) {}
