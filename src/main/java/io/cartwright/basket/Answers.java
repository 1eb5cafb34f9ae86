package io.cartwright.basket;

import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.wire.common.ApplicationError;

/**
 * What other domains said about a basket.
 *
 * @param coupon null without a coupon, or when it is refused
 * @param couponError why the coupon of the basket is refused now; else null
 * @param delivery null when delivery was not asked for, nothing is shipped, or it failed
 * @param deliveryError why delivery failed; else null
 * @param tax null when tax was not asked for, or it failed
 * @param taxError why tax failed; else null
 */
public record Answers(
    Rules rules,
    CouponAnswer coupon,
    ApplicationError couponError,
    DeliveryAnswer delivery,
    ApplicationError deliveryError,
    TaxAnswer tax,
    ApplicationError taxError) {}
