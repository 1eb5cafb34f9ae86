/**
 * Amounts, currencies, rounding and sharing out: pure arithmetic on {@code long}, no floating
 * point.
 *
 * <p>Units, by the suffix of a name:
 *
 * <ul>
 *   <li>{@code Minor}: the currency's minor unit (cents, yen, thousandths of a dinar).
 *   <li>{@code E4}: ten-thousandths. Of the major unit for amounts of rules and coupons, which the
 *       wire gives with up to four decimals; of one per cent for percentages ({@code 200_000} is 20
 *       %).
 *   <li>{@code E6}: millionths. Of one for tax rates ({@code 190_000} is 19 %), of the site's
 *       weight unit for weights.
 * </ul>
 *
 * <p>Everything is rounded half up (away from zero), and whatever does not fit is an {@link
 * java.lang.IllegalArgumentException} that names the value.
 */
package io.cartwright.money;
