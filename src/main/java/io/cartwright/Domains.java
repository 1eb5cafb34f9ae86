package io.cartwright;

import io.cartwright.bus.CommandExpiryVerticle;
import io.cartwright.bus.CommandStore;
import io.cartwright.bus.Operation;
import io.cartwright.cart.CartOperations;
import io.cartwright.cart.CartStore;
import io.cartwright.cart.CartVerticle;
import io.cartwright.catalog.CatalogVerticle;
import io.cartwright.checkout.AbandonmentVerticle;
import io.cartwright.checkout.CheckoutOperations;
import io.cartwright.checkout.CheckoutStore;
import io.cartwright.checkout.CheckoutVerticle;
import io.cartwright.config.EngineConfig;
import io.cartwright.discount.DiscountOperations;
import io.cartwright.discount.DiscountVerticle;
import io.cartwright.discount.rule.RuleBookVerticle;
import io.cartwright.discount.rule.RulesAsOfVerticle;
import io.cartwright.discount.rule.RulesWithVerticle;
import io.cartwright.fulfillment.FulfillmentOperations;
import io.cartwright.fulfillment.FulfillmentVerticle;
import io.cartwright.order.OrderChangeVerticle;
import io.cartwright.order.OrderExpiryVerticle;
import io.cartwright.order.OrderOperations;
import io.cartwright.order.OrdersSettingsOperations;
import io.cartwright.order.OrdersSettingsVerticle;
import io.cartwright.order.document.DocumentOperations;
import io.cartwright.order.document.DocumentVerticle;
import io.cartwright.order.draft.DraftExpiryVerticle;
import io.cartwright.order.draft.DraftOperations;
import io.cartwright.order.draft.DraftStore;
import io.cartwright.order.draft.DraftVerticle;
import io.cartwright.order.money.BillingVerticle;
import io.cartwright.order.money.CollectionVerticle;
import io.cartwright.order.money.MoneyHealerVerticle;
import io.cartwright.order.money.MoneyOperations;
import io.cartwright.order.money.TransactionVerticle;
import io.cartwright.order.request.RequestExpiryVerticle;
import io.cartwright.order.request.RequestOperations;
import io.cartwright.order.request.RequestVerticle;
import io.cartwright.payment.PaymentHealerVerticle;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.payment.PaymentSettings;
import io.cartwright.payment.PaymentVerticle;
import io.cartwright.pricing.Evaluator;
import io.cartwright.redirect.RedirectExpiryVerticle;
import io.cartwright.redirect.RedirectOperations;
import io.cartwright.redirect.RedirectStore;
import io.cartwright.redirect.RedirectVerticle;
import io.cartwright.replay.ReplayOperations;
import io.cartwright.replay.ReplayStore;
import io.cartwright.replay.ReplayVerticle;
import io.cartwright.shipping.option.OptionOperations;
import io.cartwright.shipping.profile.ProfileOperations;
import io.cartwright.site.SiteOperations;
import io.cartwright.site.SiteVerticle;
import io.cartwright.tax.TaxOperations;
import io.cartwright.totals.TotalsOperations;
import io.cartwright.totals.TotalsVerticle;
import io.cartwright.whatif.WhatIfOperations;
import io.cartwright.whatif.WhatIfVerticle;
import java.util.List;

/** Every domain of the engine, in the order in which they start. */
final class Domains {
  private Domains() {}

  /** All operations that the engine declares. */
  static List<Operation<?, ?>> operations() {
    return all(null, null).stream()
        .<Operation<?, ?>>flatMap(domain -> domain.operations().stream())
        .toList();
  }

  /** The verticles are made later; so the operations can be had without services. */
  static List<Domain> all(Services s, EngineConfig config) {
    DiscountParts discounts = new DiscountParts(s);
    CatalogParts catalog = new CatalogParts(s, config);
    TaxParts taxes = new TaxParts(s);
    ShippingParts shipping = new ShippingParts(s);
    OrderParts orders = new OrderParts(s);
    return List.of(
        Domain.of(
            SiteOperations.ALL,
            () ->
                new SiteVerticle(
                    s.bus(), s.identities(), s.tokens(), s.sites(), s.commits(), s.ids())),
        Domain.single(() -> new CommandExpiryVerticle(new CommandStore(s.pools()), s.clock())),
        Domain.of(CatalogVerticle.OPERATIONS, () -> new CatalogVerticle(s.bus(), catalog.get())),
        Domain.of(TaxOperations.GROUPS, taxes::groups),
        Domain.of(TaxOperations.REGIONS, taxes::regions),
        Domain.of(TaxOperations.MAPPINGS, taxes::mappings),
        Domain.of(TaxOperations.SETTINGS, taxes::settings),
        Domain.of(TaxOperations.CALCULATION, taxes::calculation),
        Domain.single(taxes::refresh),
        Domain.single(() -> new RuleBookVerticle(discounts.get().books())),
        Domain.of(
            DiscountOperations.ALL,
            () -> new DiscountVerticle(s.bus(), s.commits(), s.ids(), discounts.get())),
        Domain.of(List.of(), () -> new RulesAsOfVerticle(s.bus(), discounts.get().rulesAsOf())),
        Domain.of(
            List.of(), () -> new RulesWithVerticle(s.bus(), discounts.get().rules(), s.ids())),
        Domain.single(shipping::refresh),
        Domain.of(ProfileOperations.ALL, shipping::profiles),
        Domain.of(OptionOperations.ALL, shipping::options),
        Domain.of(List.of(), shipping::offers),
        Domain.of(OrderOperations.ALL, orders::orders),
        Domain.of(
            OrderOperations.CHANGES,
            () -> new OrderChangeVerticle(s.bus(), s.pools(), s.committer(), s.ids())),
        Domain.of(
            OrdersSettingsOperations.ALL, () -> new OrdersSettingsVerticle(s.bus(), s.documents())),
        Domain.of(
            FulfillmentOperations.ALL,
            () -> new FulfillmentVerticle(s.bus(), s.documents(), s.ids())),
        Domain.of(
            MoneyOperations.TRANSACTIONS,
            () -> new TransactionVerticle(s.bus(), s.pools(), s.committer(), s.ids())),
        Domain.of(
            MoneyOperations.BILLING,
            () -> new BillingVerticle(s.bus(), s.pools(), s.committer(), s.ids())),
        Domain.of(
            MoneyOperations.COLLECTION,
            () -> new CollectionVerticle(s.bus(), s.pools(), s.committer(), s.ids())),
        Domain.of(
            DocumentOperations.ALL,
            () ->
                new DocumentVerticle(
                    s.bus(),
                    s.pools(),
                    s.committer(),
                    s.ids(),
                    s.tokens().secretFor("documents"),
                    s.publicUrl())),
        Domain.of(
            RequestOperations.ALL,
            () ->
                new RequestVerticle(
                    s.bus(),
                    s.pools(),
                    s.queries(),
                    s.committer(),
                    s.ids(),
                    s.tokens().secretFor("payment-requests"),
                    s.publicUrl())),
        Domain.single(
            () ->
                new RequestExpiryVerticle(
                    s.pools(), s.committer(), s.clock(), RequestExpiryVerticle.INTERVAL)),
        Domain.single(
            () ->
                new MoneyHealerVerticle(
                    s.bus(),
                    s.pools(),
                    s.committer(),
                    s.clock(),
                    s.ids(),
                    config.payment().healAfter(),
                    MoneyHealerVerticle.INTERVAL)),
        Domain.of(
            PaymentOperations.ALL,
            () ->
                new PaymentVerticle(
                    s.bus(),
                    s.pools(),
                    s.committer(),
                    s.clock(),
                    s.ids(),
                    PaymentSettings.of(config.payment()))),
        Domain.single(
            () ->
                new OrderExpiryVerticle(
                    s.bus(),
                    s.pools(),
                    s.committer(),
                    s.ids(),
                    s.clock(),
                    config.payment().payWithin(),
                    OrderExpiryVerticle.INTERVAL)),
        Domain.single(
            () ->
                new PaymentHealerVerticle(
                    s.bus(),
                    s.pools(),
                    s.committer(),
                    s.clock(),
                    s.ids(),
                    PaymentSettings.of(config.payment()))),
        Domain.of(
            DraftOperations.ALL,
            () ->
                new DraftVerticle(
                    s.bus(), s.pools(), s.queries(), s.committer(), new Evaluator(), s.ids())),
        Domain.single(
            () ->
                new DraftExpiryVerticle(
                    new DraftStore(s.pools(), s.queries()),
                    s.committer(),
                    s.clock(),
                    DraftExpiryVerticle.INTERVAL)),
        Domain.of(
            CartOperations.ALL,
            () ->
                new CartVerticle(
                    s.bus(),
                    new CartStore(s.documents()),
                    s.commits(),
                    new Evaluator(),
                    s.ids(),
                    keptBytesMax(config))),
        Domain.of(CheckoutOperations.ALL, () -> checkouts(s)),
        Domain.single(() -> abandonment(s, config)),
        Domain.of(
            RedirectOperations.ALL,
            () ->
                new RedirectVerticle(
                    s.bus(),
                    new RedirectStore(s.pools(), s.committer()),
                    s.commits(),
                    s.ids(),
                    s.publicUrl())),
        Domain.single(
            () ->
                new RedirectExpiryVerticle(new RedirectStore(s.pools(), s.committer()), s.clock())),
        Domain.of(
            ReplayOperations.ALL,
            () -> new ReplayVerticle(s.bus(), new ReplayStore(s.pools()), new Evaluator())),
        Domain.of(TotalsOperations.ALL, () -> new TotalsVerticle(s.bus(), new Evaluator())),
        Domain.of(WhatIfOperations.ALL, () -> new WhatIfVerticle(s.bus(), new Evaluator())));
  }

  /** A tenth of the heap, shared by the event loops, for answers that are kept. */
  private static long keptBytesMax(EngineConfig config) {
    return Runtime.getRuntime().maxMemory() / 10 / config.engine().eventLoops();
  }

  private static CheckoutVerticle checkouts(Services s) {
    return new CheckoutVerticle(
        s.bus(),
        new CheckoutStore(s.pools(), s.committer()),
        s.commits(),
        new Evaluator(),
        s.ids(),
        s.publicUrl());
  }

  private static AbandonmentVerticle abandonment(Services s, EngineConfig config) {
    return new AbandonmentVerticle(
        s.bus(),
        new CheckoutStore(s.pools(), s.committer()),
        s.commits(),
        new Evaluator(),
        s.ids(),
        s.clock(),
        s.publicUrl(),
        config.checkout().abandonedAfter(),
        AbandonmentVerticle.INTERVAL);
  }
}
