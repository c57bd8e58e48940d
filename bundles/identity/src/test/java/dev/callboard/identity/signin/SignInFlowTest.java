package dev.callboard.identity.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInResult;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInFlowTest {
  private FlowLab lab;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @BeforeEach
  void open() throws Exception {
    lab = new FlowLab(dialect());
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private static String page(Response answer) {
    assertEquals(200, answer.getStatus());
    return URLDecoder.decode(answer.getEntity().toString(), StandardCharsets.UTF_8);
  }

  private static ErrorCode refused(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(PortalException.class, call).code();
  }

  @Test
  void a_person_signs_in_through_a_popup() {
    Response start = lab.start();
    assertEquals(302, start.getStatus());
    String cookie = start.getHeaderString("Set-Cookie");
    assertTrue(cookie.startsWith("fake-nonce="), cookie);
    assertTrue(
        cookie.endsWith(
            "; Max-Age=600; Path=/api/auth/fake/handler; HttpOnly; Secure; SameSite=Lax"),
        cookie);
    Response end = lab.finish(lab.provider.state);
    String page = page(end);
    assertTrue(page.contains("\"token\":\"of user:default/alice\""), page);
    assertTrue(page.contains("var o=decodeURIComponent('" + FlowLab.APP + "')"), page);
    assertFalse(lab.cookies.containsKey("fake-nonce"));
    assertFalse(lab.cookies.get("fake-refresh-token").contains("refresh-1"));
    assertEquals(lab.provider.startSecret, lab.provider.finishSecret);
    assertEquals(List.of("sign-in succeeded user:default/alice"), lab.audit.told());
  }

  @Test
  void a_session_gives_fresh_tokens_and_takes_a_new_refresh_token() {
    lab.signIn();
    String before = lab.cookies.get("fake-refresh-token");
    lab.provider.person.refreshToken("refresh-2");
    Map<?, ?> answer = (Map<?, ?>) lab.refresh().getEntity();
    Map<?, ?> ours = (Map<?, ?>) answer.get("backstageIdentity");
    assertEquals("of user:default/alice", ours.get("token"));
    assertEquals("refresh-1", lab.provider.refreshedWith);
    assertNotEquals(before, lab.cookies.get("fake-refresh-token"));
    lab.refresh();
    assertEquals("refresh-2", lab.provider.refreshedWith);
  }

  @Test
  void A07_a_state_that_is_missing_or_of_somebody_else_is_refused() {
    lab.start();
    for (String state : new String[] {null, "", "x", lab.provider.state + "A"}) {
      assertEquals(ErrorCode.INPUT, refused(() -> lab.finish(state)));
    }
  }

  @Test
  void A07_an_end_in_another_browser_is_refused() {
    lab.start();
    String state = lab.provider.state;
    lab.cookies.clear();
    assertTrue(page(lab.finish(state)).contains("Auth response is missing cookie nonce"));
    lab.start();
    assertTrue(page(lab.finish(state)).contains("Invalid nonce"));
    assertFalse(lab.cookies.containsKey("fake-refresh-token"));
  }

  @Test
  void A07_a_state_works_once_and_for_ten_minutes() {
    lab.start();
    String nonce = lab.cookies.get("fake-nonce");
    String state = lab.provider.state;
    lab.now = lab.now.plusSeconds(600);
    assertTrue(page(lab.finish(state)).contains("\"response\""));
    lab.cookies.put("fake-nonce", nonce);
    assertTrue(page(lab.finish(state)).contains("used before"));
    lab.start();
    lab.now = lab.now.plusSeconds(601);
    assertTrue(page(lab.finish(lab.provider.state)).contains("took too long"));
  }

  @Test
  void A07_a_new_sign_in_ends_the_session_that_was_there() {
    lab.signIn();
    String planted = lab.cookies.get("fake-refresh-token");
    lab.signIn();
    assertNotEquals(planted, lab.cookies.get("fake-refresh-token"));
    assertEquals(200, lab.refresh().getStatus());
    lab.cookies.put("fake-refresh-token", planted);
    assertEquals(ErrorCode.AUTHENTICATION, refused(lab::refresh));
  }

  @Test
  void A07_after_logout_the_old_cookie_is_void() {
    lab.signIn();
    String copied = lab.cookies.get("fake-refresh-token");
    Response answer = lab.keep(lab.signIn.sessions().logout("fake", "production", lab.script()));
    assertEquals(200, answer.getStatus());
    assertEquals("refresh-1", lab.provider.loggedOut);
    assertFalse(lab.cookies.containsKey("fake-refresh-token"));
    lab.cookies.put("fake-refresh-token", copied);
    assertEquals(ErrorCode.AUTHENTICATION, refused(lab::refresh));
  }

  @Test
  void A07_a_logout_ends_the_tokens_of_the_user() {
    lab.signIn();
    assertEquals(List.of(), lab.signedOut);
    lab.keep(lab.signIn.sessions().logout("fake", "production", lab.script()));
    assertEquals(List.of("user:default/alice"), lab.signedOut);
  }

  @Test
  void A07_who_signed_out_everywhere_has_no_session_left() {
    lab.signIn();
    lab.sessionsFrom = lab.now.getEpochSecond();
    assertEquals(200, lab.refresh().getStatus());
    lab.sessionsFrom++;
    assertEquals(ErrorCode.AUTHENTICATION, refused(lab::refresh));
    lab.signIn();
    assertEquals(200, lab.refresh().getStatus(), "a new session counts in the same second");
  }

  @Test
  void A07_a_blocked_user_neither_signs_in_nor_continues() {
    lab.signIn();
    lab.blocked.add("user:default/alice");
    assertEquals(ErrorCode.NOT_ALLOWED, refused(lab::refresh));
    lab.cookies.clear();
    assertTrue(page(lab.signIn()).contains("This account is blocked"));
    assertFalse(lab.cookies.containsKey("fake-refresh-token"));
  }

  @Test
  void A07_a_session_never_becomes_somebody_elses() {
    lab.signIn();
    lab.provider.person = SignInResult.of("b-2").email("alice@example.com", true);
    assertEquals(ErrorCode.AUTHENTICATION, refused(lab::refresh));
  }

  @Test
  void A07_a_session_ends_by_itself() {
    lab.config = lab.config.with("auth.providers.fake.production.sessionDuration", "PT1H");
    lab.signIn();
    lab.now = lab.now.plusSeconds(3599);
    assertEquals(200, lab.refresh().getStatus());
    lab.now = lab.now.plusSeconds(1);
    assertEquals(ErrorCode.AUTHENTICATION, refused(lab::refresh));
  }

  @Test
  void A07_only_scripts_of_our_pages_refresh_and_log_out() {
    lab.signIn();
    for (String value : List.of("", "xmlhttprequest", "fetch")) {
      BrowserRequest request = lab.request("X-Requested-With", value);
      assertEquals(
          ErrorCode.AUTHENTICATION,
          refused(() -> lab.signIn.sessions().refresh("fake", "production", request)));
      assertEquals(
          ErrorCode.AUTHENTICATION,
          refused(() -> lab.signIn.sessions().logout("fake", "production", request)));
    }
    assertEquals(200, lab.refresh().getStatus());
  }

  @Test
  void X10_answers_go_to_allowed_origins_only() {
    lab.config =
        lab.config.with(
            "auth.experimentalExtraAllowedOrigins", List.of("https://*.preview.example.com"));
    for (String bad :
        List.of(
            "https://evil.example",
            "https://portal.example.com.evil.example",
            "https://portal.example.com@evil.example",
            "https://portal.example.com\\@evil.example",
            "http://portal.example.com",
            "https://portal.example.com:444",
            "https://portal.example.com/",
            "https://a.b.preview.example.com",
            "https://evil.example/.preview.example.com",
            "null",
            "")) {
      assertEquals(
          ErrorCode.NOT_ALLOWED, refused(() -> ask(bad, "popup", null)), () -> "allowed: " + bad);
    }
    assertEquals(302, ask("https://a.preview.example.com", "popup", null).getStatus());
    assertEquals(302, ask(FlowLab.APP, "popup", null).getStatus());
  }

  @Test
  void X10_nobody_is_redirected_elsewhere() {
    for (String bad :
        List.of(
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "javascript:alert(1)//" + FlowLab.APP,
            "https://portal.example.com@evil.example/",
            "https:evil.example",
            "%2f%2fevil.example",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "https://portal.example.com:444/",
            "http://portal.example.com/",
            "https://*.example.com/",
            "https://portal.example.com\r\nX: y",
            "https://portal.example.com.evil.example/")) {
      assertEquals(
          ErrorCode.NOT_ALLOWED,
          refused(() -> ask(FlowLab.APP, "redirect", bad)),
          () -> "allowed: " + bad);
    }
    assertEquals(ErrorCode.INPUT, refused(() -> ask(FlowLab.APP, "redirect", null)));
    assertEquals(ErrorCode.INPUT, refused(() -> ask(FlowLab.APP, "other", null)));
    lab.keep(ask(FlowLab.APP, "redirect", FlowLab.APP + "/catalog?x=1#top"));
    Response end = lab.finish(lab.provider.state);
    assertEquals(302, end.getStatus());
    assertEquals(FlowLab.APP + "/catalog?x=1#top", end.getHeaderString("Location"));
  }

  @Test
  void a_page_that_was_forbidden_in_between_gets_nothing() {
    lab.config =
        lab.config.with("auth.experimentalExtraAllowedOrigins", List.of("https://old.example"));
    lab.keep(ask("https://old.example", "popup", null));
    lab.config = lab.config.with("auth.experimentalExtraAllowedOrigins", List.of());
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> lab.finish(lab.provider.state)));
  }

  @Test
  void a_failure_after_a_redirect_is_told_in_the_address() {
    lab.keep(ask(FlowLab.APP, "redirect", FlowLab.APP + "/#top"));
    Response end =
        lab.signIn.flow().finish("fake", lab.provider.state, null, "access_denied", lab.request());
    String target = end.getHeaderString("Location");
    assertEquals(
        FlowLab.APP + "/?error=The+identity+provider+refused%3A+access_denied#top", target);
  }

  private Response ask(String origin, String flow, String redirectUrl) {
    return lab.signIn
        .flow()
        .start(
            "fake",
            new SignInFlow.Asked("production", null, origin, flow, redirectUrl),
            lab.request());
  }

  @Test
  void an_address_may_fail_as_often_as_the_limit_says() {
    lab.config = lab.config.with("auth.signIn.failuresPerAddress", 3);
    lab.provider.person = SignInResult.of("z-1").email("zoe@example.com", true);
    for (int i = 0; i < 3; i++) {
      assertTrue(page(lab.signIn()).contains("no user of the catalog fits"));
    }
    assertTrue(page(lab.signIn()).contains("Too many attempts"));
    lab.address = "192.0.2.8";
    lab.provider.person = SignInResult.of("a-1").email("alice@example.com", true);
    assertTrue(page(lab.signIn()).contains("of user:default/alice"));
    assertTrue(lab.audit.told().contains("sign-in failed anonymous"), lab.audit.told().toString());
  }

  @Test
  void an_account_may_fail_as_often_as_the_limit_says_from_all_addresses() {
    lab.config = lab.config.with("auth.signIn.failuresPerAccount", 2);
    lab.provider.person = SignInResult.of("z-1").email("zoe@example.com", true);
    for (int i = 0; i < 3; i++) {
      lab.address = "192.0.2." + i;
      assertEquals(i < 2, page(lab.signIn()).contains("no user of the catalog fits"));
    }
  }

  @Test
  void good_sign_ins_are_never_too_many() {
    lab.config = lab.config.with("auth.signIn.failuresPerAddress", 1);
    for (int i = 0; i < 5; i++) {
      assertTrue(page(lab.signIn()).contains("of user:default/alice"));
    }
  }
}
