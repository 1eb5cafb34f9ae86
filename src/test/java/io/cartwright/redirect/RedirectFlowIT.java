package io.cartwright.redirect;

import static io.cartwright.checkout.CheckoutFixture.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Caller;
import io.cartwright.checkout.CheckoutFixture;
import io.cartwright.redirect.RedirectQuestions.Consume;
import io.cartwright.redirect.RedirectQuestions.Session;
import io.cartwright.wire.redirects.CallbackParams;
import io.cartwright.wire.redirects.CreateRedirectSessionRequest;
import io.cartwright.wire.redirects.RedirectSession;
import io.cartwright.wire.redirects.RedirectSessionEcomCheckoutParams;
import io.cartwright.wire.redirects.RedirectSessionLoginParams;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RedirectFlowIT {
  private CheckoutFixture shop;

  @BeforeAll
  void open() {
    shop = new CheckoutFixture();
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  private static CreateRedirectSessionRequest ask(String checkoutId, String thankYou) {
    return CreateRedirectSessionRequest.builder()
        .ecomCheckout(new RedirectSessionEcomCheckoutParams(checkoutId))
        .callbacks(CallbackParams.builder().thankYouPageUrl(thankYou).build())
        .build();
  }

  @Test
  void leadsToTheCheckoutAndBackOnce() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    RedirectSession made =
        shop.done(
                RedirectOperations.CREATE_REDIRECT_SESSION,
                buyer,
                ask(id, "http://localhost:3000/thanks"))
            .redirectSession();
    assertTrue(made.fullUrl().startsWith(made.urlDetails().endpoint()));
    assertTrue(made.urlDetails().endpoint().endsWith("/checkout/" + id));
    Consume use = new Consume(made.urlDetails().searchParams().get("session"));
    Session session = shop.done(RedirectQuestions.CONSUME, Caller.system(null), use);
    assertEquals(UUID.fromString(id), session.checkoutId());
    assertEquals(shop.site, session.siteId());
    assertEquals(buyer.subjectId(), session.visitorId());
    assertEquals("http://localhost:3000/thanks", session.callbacks().thankYouPageUrl());
    assertEquals(
        "REDIRECT_SESSION_NOT_FOUND",
        shop.refused(RedirectQuestions.CONSUME, Caller.system(null), use));
  }

  @Test
  void refusesOthersCheckoutsAndOtherPlaces() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var create = RedirectOperations.CREATE_REDIRECT_SESSION;
    assertEquals("CHECKOUT_NOT_FOUND", shop.refused(create, shop.visitor(), ask(id, null)));
    assertEquals(
        "INVALID_ARGUMENT", shop.refused(create, buyer, ask(id, "https://evil.example.net/")));
    assertEquals(
        "REDIRECT_INTENT_NOT_SUPPORTED",
        shop.refused(
            create,
            buyer,
            CreateRedirectSessionRequest.builder()
                .login(new RedirectSessionLoginParams())
                .build()));
    assertEquals(
        "INVALID_ARGUMENT",
        shop.refused(create, buyer, CreateRedirectSessionRequest.builder().build()));
  }
}
