package dev.callboard.identity.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.PasswordSignIn;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInResult;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordFlowTest {
  private static final String KEY = "auth.providers.directory.production.";
  private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");

  private final Passwords provider = new Passwords();
  private FlowLab lab;

  /** A directory with one person. */
  private static final class Passwords implements PasswordSignIn {
    private final List<String> asked = new ArrayList<>();
    private boolean away;
    private boolean gone;

    @Override
    public String id() {
      return "directory";
    }

    @Override
    public SignInResult signIn(SignInContext context, String username, String password) {
      asked.add(username);
      if (away) {
        throw PortalException.unavailable("The directory cannot be asked, try again later");
      }
      if (!username.equalsIgnoreCase("alice") || !password.equals("wonder land")) {
        throw new PortalException(ErrorCode.AUTHENTICATION, PasswordPage.WRONG);
      }
      return alice();
    }

    private static SignInResult alice() {
      return SignInResult.of("id-of-alice").username("alice").refreshToken("alice").build();
    }

    @Override
    public SignInResult refresh(SignInContext context, String refreshToken) {
      if (gone) {
        throw new PortalException(ErrorCode.AUTHENTICATION, "gone");
      }
      return alice();
    }
  }

  @BeforeEach
  void open() throws Exception {
    lab = new FlowLab();
    lab.providers.add(FakeProvider.reference(), provider);
    lab.config =
        lab.config.with(
            KEY + "signIn.resolvers",
            List.of(Map.of("resolver", "usernameMatchingUserEntityName")));
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private Response start(SignInFlow.Asked asked) {
    return lab.keep(lab.signIn.flow().start("directory", asked, lab.request()));
  }

  private String form() {
    return state(start(new SignInFlow.Asked("production", null, null, null, null)));
  }

  private static String state(Response page) {
    Matcher found = STATE.matcher((String) page.getEntity());
    assertTrue(found.find(), String.valueOf(page.getEntity()));
    return found.group(1);
  }

  private Response send(String state, String username, String password) {
    return lab.keep(
        lab.signIn
            .passwords()
            .finish("directory", state, new PasswordFlow.Typed(username, password), lab.request()));
  }

  private Response attempt(String username, String password) {
    return send(form(), username, password);
  }

  private static boolean isIn(Response answer) {
    return ((String) answer.getEntity()).contains("authorization_response");
  }

  private static void assertRefused(int status, String reason, Response answer) {
    assertEquals(status, answer.getStatus());
    String page = (String) answer.getEntity();
    assertTrue(page.contains("<p role=\"alert\" id=\"why\">" + reason), page);
    assertTrue(page.contains("<form method=\"post\""), page);
  }

  private Response refresh() {
    return lab.keep(lab.signIn.sessions().refresh("directory", "production", lab.script()));
  }

  @Test
  void somebody_with_the_right_password_gets_a_session() {
    Response answer = attempt("alice", "wonder land");
    assertEquals(200, answer.getStatus());
    assertTrue(isIn(answer), String.valueOf(answer.getEntity()));
    assertFalse(lab.cookies.containsKey("directory-nonce"));
    assertEquals(200, refresh().getStatus());
    assertTrue(lab.audit.told().contains("sign-in succeeded user:default/alice"));
  }

  @Test
  void a_session_ends_when_the_directory_says_so_and_by_logout() {
    attempt("alice", "wonder land");
    provider.gone = true;
    assertThrows(PortalException.class, this::refresh);
    provider.gone = false;
    String copied = lab.cookies.get("directory-refresh-token");
    lab.keep(lab.signIn.sessions().logout("directory", "production", lab.script()));
    lab.cookies.put("directory-refresh-token", copied);
    assertThrows(PortalException.class, this::refresh);
  }

  @Test
  void the_form_is_shown_again_with_the_reason() {
    assertRefused(401, PasswordPage.WRONG, attempt("alice", "guess"));
    assertTrue(lab.audit.told().contains("sign-in failed anonymous"));
    provider.away = true;
    assertRefused(503, "The directory cannot be asked", attempt("alice", "wonder land"));
  }

  @Test
  void a_redirect_ends_where_it_was_asked_to() {
    Response page =
        start(new SignInFlow.Asked("production", null, null, "redirect", FlowLab.APP + "/catalog"));
    Response wrong = send(state(page), "alice", "guess");
    Response answer = send(state(wrong), "alice", "wonder land");
    assertEquals(302, answer.getStatus());
    assertEquals(FlowLab.APP + "/catalog", answer.getHeaderString("Location"));
  }

  @Test
  void X07_a_form_of_somebody_else_is_refused() {
    PortalException thrown =
        assertThrows(PortalException.class, () -> send("x", "alice", "wonder land"));
    assertEquals(ErrorCode.INPUT, thrown.code());
    assertThrows(PortalException.class, () -> send(null, "alice", "wonder land"));
    String mine = form();
    lab.cookies.clear();
    // The state of an attacker, in the browser of a victim who has no cookie, or another.
    assertRefused(401, "Auth response is missing", send(mine, "alice", "wonder land"));
    lab.cookies.clear();
    form();
    assertRefused(401, "Invalid nonce", send(mine, "alice", "wonder land"));
    assertEquals(List.of(), provider.asked);
  }

  @Test
  void X07_a_form_works_once_and_for_ten_minutes() {
    String state = form();
    String nonce = lab.cookies.get("directory-nonce");
    assertRefused(401, PasswordPage.WRONG, send(state, "alice", "guess"));
    lab.cookies.put("directory-nonce", nonce);
    assertRefused(
        401, "The sign-in took too long or was used", send(state, "alice", "wonder land"));
    String late = form();
    lab.now = lab.now.plusSeconds(601);
    assertRefused(401, "The sign-in took too long", send(late, "alice", "wonder land"));
  }

  @Test
  void X09_no_page_frames_the_form_and_no_script_runs_in_it() {
    lab.config = lab.config.with(KEY + "title", "<script>alert(1)</script>\"'&");
    Response page = start(new SignInFlow.Asked("production", null, null, null, null));
    assertEquals("DENY", page.getHeaderString("X-Frame-Options"));
    assertEquals("no-store", page.getHeaderString("Cache-Control"));
    String policy = page.getHeaderString("Content-Security-Policy");
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertTrue(policy.contains("form-action 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(((String) page.getEntity()).contains("<script"));
  }

  @Test
  void A05_nothing_that_a_directory_would_ignore_reaches_it() {
    for (String name : List.of("", " ", "alice\u0000", "al\u200Bice", "al\u00ADice", "a\nb")) {
      assertRefused(401, PasswordPage.WRONG, attempt(name, "wonder land"));
    }
    assertRefused(401, PasswordPage.WRONG, attempt("a".repeat(257), "x"));
    assertRefused(401, PasswordPage.WRONG, attempt("alice", ""));
    assertRefused(401, PasswordPage.WRONG, attempt("alice", null));
    assertRefused(401, PasswordPage.WRONG, attempt(null, "wonder land"));
    assertRefused(401, PasswordPage.WRONG, attempt("alice", "x".repeat(1025)));
    assertEquals(List.of(), provider.asked);
    attempt("a".repeat(256), "x".repeat(1024));
    assertEquals(1, provider.asked.size());
  }

  @Test
  void an_account_may_fail_as_often_as_the_limit_says_however_it_is_spelt() {
    lab.config = lab.config.with("auth.signIn.failuresPerAccount", 3);
    int number = 0;
    for (String name : List.of("alice", "ALICE", " Alice ")) {
      lab.address = "192.0.2." + number++;
      assertRefused(401, PasswordPage.WRONG, attempt(name, "guess"));
    }
    lab.address = "192.0.2.99";
    for (String name : List.of("alice", "\uFF41lice", "alice\u00A0")) {
      assertRefused(429, "Too many attempts", attempt(name, "wonder land"));
    }
    assertEquals(3, provider.asked.size());
    attempt("bob", "guess");
    assertEquals(4, provider.asked.size());
  }

  @Test
  void an_address_may_fail_as_often_as_the_limit_says() {
    lab.config = lab.config.with("auth.signIn.failuresPerAddress", 3);
    for (int i = 0; i < 3; i++) {
      assertRefused(401, PasswordPage.WRONG, attempt("name" + i, "guess"));
    }
    assertRefused(429, "Too many attempts", attempt("alice", "wonder land"));
    lab.address = "192.0.2.8";
    assertTrue(isIn(attempt("alice", "wonder land")));
  }

  @Test
  void a_customer_of_many_addresses_is_one_and_fills_no_audit_log() {
    lab.config = lab.config.with("auth.signIn.failuresPerAddress", 3);
    for (int i = 0; i < 3; i++) {
      lab.address = "2001:db8:1:2::" + i;
      assertRefused(401, PasswordPage.WRONG, attempt("name" + i, "guess"));
    }
    for (int i = 0; i < 20; i++) {
      lab.address = "2001:db8:1:2:3::" + i;
      assertRefused(429, "Too many attempts", attempt("alice", "wonder land"));
    }
    assertEquals(4, lab.audit.told().size(), "three failures and the first refusal");
    lab.address = "2001:db8:1:3::1";
    assertTrue(isIn(attempt("alice", "wonder land")));
  }

  @Test
  void a_directory_that_is_away_costs_nobody_an_attempt() {
    lab.config = lab.config.with("auth.signIn.failuresPerAccount", 1);
    provider.away = true;
    for (int i = 0; i < 3; i++) {
      assertRefused(503, "The directory", attempt("alice", "wonder land"));
    }
    provider.away = false;
    assertTrue(isIn(attempt("alice", "wonder land")));
  }

  @Test
  void A07_a_new_sign_in_ends_the_session_that_was_there() {
    attempt("alice", "wonder land");
    String planted = lab.cookies.get("directory-refresh-token");
    attempt("alice", "wonder land");
    assertNotEquals(planted, lab.cookies.get("directory-refresh-token"));
    lab.cookies.put("directory-refresh-token", planted);
    assertThrows(PortalException.class, this::refresh);
  }

  @Test
  void other_providers_take_no_passwords_and_this_one_no_codes() {
    lab.start();
    PortalException thrown =
        assertThrows(
            PortalException.class,
            () ->
                lab.signIn
                    .passwords()
                    .finish(
                        "fake",
                        lab.provider.state,
                        new PasswordFlow.Typed("alice", "wonder land"),
                        lab.request()));
    assertEquals(ErrorCode.NOT_IMPLEMENTED, thrown.code());
    String state = form();
    thrown =
        assertThrows(
            PortalException.class,
            () -> lab.signIn.flow().finish("directory", state, "code", null, lab.request()));
    assertEquals(ErrorCode.NOT_IMPLEMENTED, thrown.code());
  }
}
