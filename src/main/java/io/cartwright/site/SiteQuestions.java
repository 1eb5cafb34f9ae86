package io.cartwright.site;

import io.cartwright.bus.Operation;
import io.cartwright.store.Change;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What other domains may ask of sites, and what sites tell them. Inside one engine only. */
public final class SiteQuestions {
  /** The settings of the caller's site; answered from memory on the asking event loop. */
  public static final Operation<SettingsWanted, SiteSettings> SETTINGS =
      Operation.internal("ecom.site.settings");

  /**
   * Told when a visitor becomes a member, before the member's tokens are given, to whoever keeps
   * things under the visitor's id. A refusal refuses the tokens. May be told again for the same
   * pair.
   */
  public static final Operation<BuyerLogin, BuyerLogin> BUYER_LOGIN =
      Operation.internal("ecom.site.buyerLogin");

  /** Like {@link #BUYER_LOGIN}, told to the keeper of checkouts after that of carts. */
  public static final Operation<BuyerLogin, BuyerLogin> CHECKOUTS_LOGIN =
      Operation.internal("ecom.site.checkoutsLogin");

  /**
   * Sets when a site takes stock, in one transaction with what the asker joins. Refused with
   * INVALID_REVISION when the site or a document of the asker has moved on.
   */
  public static final Operation<SetStockDecrement, SetStockDecrement> SET_STOCK_DECREMENT =
      Operation.internal("ecom.site.setStockDecrement");

  /**
   * When stock is to be taken.
   *
   * @param join adds the asker's writes to the change
   */
  public record SetStockDecrement(StockDecrement when, Consumer<Change> join) {}

  /** Asks for {@link #SETTINGS}. */
  public record SettingsWanted() {
    public static final SettingsWanted INSTANCE = new SettingsWanted();
  }

  /** A visitor who is known as a member from now on. */
  public record BuyerLogin(UUID visitorId, UUID memberId) {}

  /**
   * What a site has set, as it was when it was read.
   *
   * @param siteId the site
   * @param revision grows with each change
   * @param name what buyers know it by
   * @param clientId what storefronts name when they ask for visitor tokens
   * @param currency ISO 4217 code of prices
   * @param language ISO 639-1 code
   * @param businessAddress where it trades from; its country is always set
   * @param timeZone of its days
   * @param weightUnit of catalog weights
   * @param acceptsPayments whether checkouts may be paid
   * @param redirectDomains hosts that redirect callbacks may lead to, beside the engine's own and
   *     localhost; {@code *.example.com} stands for all below example.com
   * @param taxIncludedInPrice default for new tax regions
   * @param stockDecrement when stock is taken
   */
  public record SiteSettings(
      UUID siteId,
      long revision,
      String name,
      UUID clientId,
      String currency,
      String language,
      BusinessAddress businessAddress,
      ZoneId timeZone,
      WeightUnit weightUnit,
      boolean acceptsPayments,
      List<String> redirectDomains,
      boolean taxIncludedInPrice,
      StockDecrement stockDecrement) {
    public SiteSettings {
      redirectDomains = List.copyOf(redirectDomains);
    }
  }

  private SiteQuestions() {}
}
