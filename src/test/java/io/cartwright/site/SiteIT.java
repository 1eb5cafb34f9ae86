package io.cartwright.site;

import static io.cartwright.site.SiteFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.bus.Role;
import io.cartwright.site.SiteQuestions.BuyerLogin;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.own.site.JwksRequest;
import io.cartwright.wire.own.site.Site;
import io.cartwright.wire.own.site.TokenRequest;
import io.cartwright.wire.own.site.TokenResponse;
import io.cartwright.wire.sdkauth.TokenInfoRequest;
import io.cartwright.wire.sdkauth.TokenInfoResponse;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteIT {
  private static final UUID MEMBER = UUID.fromString("11111111-2222-4333-8444-555555555555");

  @TempDir Path data;
  private DatabaseConfig database;
  private SiteFixture engine;
  private SiteSetup.Ready ready;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    engine = new SiteFixture(data, database).serving();
    ready = await(engine.setup.run(Optional.empty()));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private TokenRequest ask(String json) {
    return TokenRequest.CODEC.fromText(json.replace("CLIENT", ready.site().clientId().toString()));
  }

  private Outcome<TokenResponse> token(String json, String credential) {
    return engine.call(SiteOperations.TOKEN, ask(json), credential);
  }

  private TokenResponse visitor() {
    return token("{'clientId':'CLIENT','grantType':'anonymous'}".replace('\'', '"'), null).orNull();
  }

  private static Refusal refusal(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).refusal();
  }

  private Outcome<Caller> authenticate(String authorization, String siteId) {
    return await(engine.identities.authenticate(authorization, siteId));
  }

  @Test
  void firstStartMakesOneSiteAndOneKeyAndTheNextKeepsThem() throws Exception {
    assertTrue(ready.siteIsNew());
    try (SiteFixture next = new SiteFixture(data, database)) {
      SiteSetup.Ready again = await(next.setup.run(Optional.of(ready.apiKey())));
      assertFalse(again.siteIsNew());
      assertEquals(ready.site(), again.site());
      assertEquals(ready.apiKey(), again.apiKey());
      assertNotEquals(ready.apiKey(), await(next.setup.run(Optional.of("CWK.forged"))).apiKey());
      assertNotEquals(ready.apiKey(), await(next.setup.run(Optional.empty())).apiKey());
    }
    assertEquals(1, count("select count(*) from site"));
    assertEquals(3, count("select count(*) from api_key"));
    assertEquals(
        0, count("select count(*) from api_key where doc like '%" + ready.apiKey() + "%'"));
  }

  @Test
  void enginesThatStartAtOnceMakeOneSite() throws Exception {
    DatabaseConfig empty = TestDatabase.fresh();
    try (SiteFixture one = new SiteFixture(data, empty);
        SiteFixture two = new SiteFixture(data, empty)) {
      Future<SiteSetup.Ready> first = one.setup.run(Optional.empty());
      Future<SiteSetup.Ready> second = two.setup.run(Optional.empty());
      assertEquals(await(first).site(), await(second).site());
      assertNotEquals(await(first).siteIsNew(), await(second).siteIsNew());
    }
  }

  @Test
  void anonymousGrantMakesANewVisitorEachTime() {
    Caller first = authenticate(visitor().access_token(), null).orNull();
    Caller second = authenticate("Bearer " + visitor().access_token(), null).orNull();
    assertEquals(Role.VISITOR, first.role());
    assertEquals(ready.site().siteId(), first.siteId());
    assertNotEquals(first.subjectId(), second.subjectId());
    assertEquals(14_400, visitor().expires_in());
  }

  @Test
  void refreshKeepsVisitorAndRefreshTokenInBothSpellings() {
    TokenResponse before = visitor();
    Caller visitor = authenticate(before.access_token(), null).orNull();
    engine.clock.advance(Duration.ofHours(5));
    assertEquals(CommonRefusal.UNAUTHENTICATED, refusal(authenticate(before.access_token(), null)));
    for (String body :
        List.of(
            "{'clientId':'CLIENT','refreshToken':'REFRESH','grantType':'refresh_token'}",
            "{'client_id':'CLIENT','refresh_token':'REFRESH','grant_type':'refresh_token'}")) {
      String json = body.replace('\'', '"').replace("REFRESH", before.refresh_token());
      TokenResponse after = token(json, before.access_token()).orNull();
      assertEquals(before.refresh_token(), after.refresh_token());
      assertEquals(visitor, authenticate(after.access_token(), null).orNull());
    }
  }

  @Test
  void grantsAreRefusedByCode() {
    String refresh = visitor().refresh_token();
    record Row(String body, Refusal refusal) {}
    for (Row row :
        List.of(
            new Row("{}", CommonRefusal.INVALID_ARGUMENT),
            new Row(
                "{'grantType':'authorization_code','clientId':'CLIENT'}",
                SiteRefusal.UNSUPPORTED_GRANT_TYPE),
            new Row(
                "{'grant_type':'client_credentials','client_id':'CLIENT'}",
                SiteRefusal.UNSUPPORTED_GRANT_TYPE),
            new Row("{'grantType':'anonymous'}", CommonRefusal.INVALID_ARGUMENT),
            new Row("{'grantType':'anonymous','clientId':'nobody'}", SiteRefusal.INVALID_CLIENT),
            new Row(
                "{'grantType':'anonymous','clientId':'" + MEMBER + "'}",
                SiteRefusal.INVALID_CLIENT),
            new Row(
                "{'grantType':'refresh_token','clientId':'CLIENT'}",
                CommonRefusal.INVALID_ARGUMENT),
            new Row(
                "{'grantType':'refresh_token','clientId':'CLIENT','refreshToken':'x'}",
                SiteRefusal.INVALID_GRANT),
            new Row(
                "{'grantType':'refresh_token','clientId':'"
                    + MEMBER
                    + "','refreshToken':'"
                    + refresh
                    + "'}",
                SiteRefusal.INVALID_CLIENT),
            new Row(
                "{'grant_type':'authorized_client','member_id':'" + MEMBER + "'}",
                CommonRefusal.UNAUTHENTICATED))) {
      assertEquals(row.refusal(), refusal(token(row.body().replace('\'', '"'), null)), row.body());
    }
  }

  @Test
  void authorizedClientGetsAMemberAndTellsOfTheVisitor() {
    List<BuyerLogin> told = new CopyOnWriteArrayList<>();
    await(
        engine.vertx.deployVerticle(
            context ->
                engine.bus.serve(
                    SiteQuestions.BUYER_LOGIN,
                    call -> {
                      told.add(call.body());
                      return Future.succeededFuture(Outcome.done(call.body()));
                    })));
    String access = visitor().access_token();
    UUID visitorId = authenticate(access, null).orNull().subjectId();
    String body =
        "{\"grant_type\":\"authorized_client\",\"scope\":\"offline_access\",\"member_id\":\""
            + MEMBER
            + "\"}";
    TokenResponse member = token(body, access + "," + ready.apiKey()).orNull();
    Caller caller = authenticate(member.access_token(), null).orNull();
    assertEquals(new Caller(ready.site().siteId(), Role.MEMBER, MEMBER), caller);
    assertEquals(List.of(new BuyerLogin(visitorId, MEMBER)), told);
    assertTrue(token(body, ready.apiKey()).isDone(), "the key alone is enough");
    assertEquals(CommonRefusal.UNAUTHENTICATED, refusal(token(body, access)));
    assertEquals(CommonRefusal.UNAUTHENTICATED, refusal(token(body, access + ",CWK.no")));
    assertEquals(
        CommonRefusal.INVALID_ARGUMENT,
        refusal(token(body.replace(MEMBER.toString(), "bob"), ready.apiKey())));
    assertEquals(1, told.size());
  }

  @Test
  void apiKeyMakesAnAdministratorOfItsOwnSite() {
    String own = ready.site().siteId().toString();
    for (String site : new String[] {null, "", own, own.toUpperCase(java.util.Locale.ROOT)}) {
      Caller admin = authenticate(ready.apiKey(), site).orNull();
      assertEquals(Role.ADMIN, admin.role());
      assertEquals(ready.site().siteId(), admin.siteId());
    }
    for (String foreign : List.of(MEMBER.toString(), "x")) {
      assertEquals(CommonRefusal.PERMISSION_DENIED, refusal(authenticate(ready.apiKey(), foreign)));
      assertEquals(
          CommonRefusal.PERMISSION_DENIED,
          refusal(authenticate(visitor().access_token(), foreign)));
    }
  }

  @Test
  void nobodyIsAnonymousAndGarbageIsRefused() {
    for (String nothing : new String[] {null, "", "  ", "Bearer "}) {
      assertEquals(Role.ANONYMOUS, engine.identities.known(nothing, null).orNull().role());
    }
    for (String garbage :
        List.of("forged", "CWK.", "OauthNG.JWS.x", ",", "a,b", "Bearer x", "x".repeat(9_000))) {
      assertEquals(CommonRefusal.UNAUTHENTICATED, refusal(authenticate(garbage, null)), garbage);
    }
  }

  @Test
  void knownAnswersAtOnceForWhatIsInMemory() throws Exception {
    assertEquals(Role.ADMIN, engine.identities.known(ready.apiKey(), null).orNull().role());
    String access = visitor().access_token();
    assertEquals(Role.VISITOR, engine.identities.known(access, null).orNull().role());
    try (SiteFixture other = new SiteFixture(data, database)) {
      await(other.sites.refresh());
      assertNull(other.identities.known(access, null));
      assertTrue(await(other.identities.authenticate(access, null)).isDone());
      assertEquals(Role.VISITOR, other.identities.known(access, null).orNull().role());
      assertNull(other.identities.known(ready.apiKey(), null));
      assertTrue(await(other.identities.authenticate(ready.apiKey(), null)).isDone());
    }
  }

  @Test
  void revokedKeyIsRefusedAfterTheNextRefresh() throws Exception {
    ApiKeys.Created other = await(engine.keys.create(ready.site().siteId(), MEMBER, "second"));
    assertTrue(authenticate(other.text(), null).isDone());
    TestDatabase.run(
        database, "update api_key set revoked_at = now() where id = '" + other.id() + "'");
    await(engine.keys.refresh());
    assertEquals(CommonRefusal.UNAUTHENTICATED, refusal(authenticate(other.text(), null)));
    assertTrue(authenticate(ready.apiKey(), null).isDone());
  }

  @Test
  void tokenInfoTellsWhatATokenIs() {
    TokenResponse tokens = visitor();
    for (String token : List.of(tokens.access_token(), tokens.refresh_token())) {
      TokenInfoResponse info = info(token);
      assertEquals(true, info.active());
      assertEquals("VISITOR", info.subjectType().name());
      assertEquals(ready.site().siteId().toString(), info.siteId());
      assertEquals(ready.site().clientId().toString(), info.clientId());
    }
    assertEquals(
        Long.toString(engine.clock.instant().getEpochSecond() + 14_400),
        info(tokens.access_token()).exp());
    assertEquals(TokenInfoResponse.builder().active(false).build(), info("x"));
  }

  private TokenInfoResponse info(String token) {
    TokenInfoRequest ask = TokenInfoRequest.builder().token(token).build();
    return engine.call(SiteOperations.TOKEN_INFO, ask, null).orNull();
  }

  @Test
  void keySetIsPublic() {
    String keys =
        engine
            .call(SiteOperations.JWKS, JwksRequest.builder().build(), null)
            .orNull()
            .keys()
            .toString();
    assertTrue(keys.contains("\"crv\":\"P-256\""), keys);
    assertFalse(keys.contains("\"d\":"), keys);
  }

  private Site read() {
    return engine.asAdmin(ready.site().siteId(), SiteOperations.GET_SITE, "{}").orNull().site();
  }

  private Outcome<?> update(String site) {
    String json = "{\"site\":" + site.replace('\'', '"') + "}";
    return engine.asAdmin(ready.site().siteId(), SiteOperations.UPDATE_SITE, json);
  }

  @Test
  void settingsChangePathByPath() throws Exception {
    assertEquals("1", read().revision());
    assertTrue(
        update(
                "{'name':'Shoes','businessAddress':{'city':'Albany'},'redirectDomains':['shop.example.com','*.example.org']}")
            .isDone());
    Site after = read();
    assertEquals("2", after.revision());
    assertEquals("Shoes", after.name());
    assertEquals("Albany", after.businessAddress().city());
    assertEquals("US", after.businessAddress().country());
    assertEquals("USD", engine.sites.settings(ready.site().siteId()).currency());
    assertTrue(
        update("{'revision':'2','currency':'EUR','businessAddress':{'postalCode':null}}").isDone());
    assertEquals("EUR", engine.sites.settings(ready.site().siteId()).currency());
    assertNull(read().businessAddress().postalCode());
    try (SiteFixture next = new SiteFixture(data, database)) {
      await(next.sites.refresh());
      assertEquals(engine.sites.first(), next.sites.first());
    }
  }

  @Test
  void badSettingsAreRefusedAndChangeNothing() {
    assertTrue(update("{'name':'Shoes'}").isDone());
    assertEquals(CommonRefusal.INVALID_REVISION, refusal(update("{'revision':'1','name':'Late'}")));
    for (String bad :
        List.of(
            "{'name':null}",
            "{'currency':'XYZ'}",
            "{'currency':null}",
            "{'language':'xx-tlh'}",
            "{'timeZone':'Mars/Base'}",
            "{'businessAddress':null}",
            "{'businessAddress':{'country':'QQ'}}",
            "{'weightUnit':null}",
            "{'redirectDomains':['https://example.com']}",
            "{'redirectDomains':['*']}")) {
      assertEquals(CommonRefusal.INVALID_ARGUMENT, refusal(update(bad)), bad);
    }
    assertEquals("Shoes", read().name());
    assertEquals("2", read().revision());
  }

  @Test
  void domainsAskForSettings() {
    assertEquals(
        engine.sites.settings(ready.site().siteId()),
        await(
                engine.bus.call(
                    SiteQuestions.SETTINGS,
                    new io.cartwright.bus.Call<>(
                        Caller.system(ready.site().siteId()),
                        io.cartwright.bus.CallId.minted("c"),
                        SiteQuestions.SettingsWanted.INSTANCE,
                        null,
                        engine.clock.instant(),
                        "r")))
            .orNull());
  }

  private int count(String sql) throws Exception {
    try (Connection connection = TestDatabase.connect(database);
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
