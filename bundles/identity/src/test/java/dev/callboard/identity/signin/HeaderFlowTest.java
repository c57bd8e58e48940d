package dev.callboard.identity.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.identity.forwarded.ProxySignIn;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeaderFlowTest {
  private static final String KEY = "auth.providers.oauth2Proxy.production.";
  private FlowLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new FlowLab();
    lab.providers.add(FakeProvider.reference(), new ProxySignIn());
    lab.config =
        lab.config
            .with(KEY + "trustedProxies", List.of("10.0.0.0/31", "2001:db8::1"))
            .with(
                KEY + "signIn.resolvers",
                List.of(Map.of("resolver", "emailMatchingUserEntityProfileEmail")));
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private Map<?, ?> from(String peer, String... headers) {
    BrowserRequest plain = lab.request(headers);
    BrowserRequest request =
        new BrowserRequest(plain.headers(), plain.cookies(), plain.address(), peer);
    return (Map<?, ?>)
        lab.signIn.sessions().refresh("oauth2Proxy", "production", request).getEntity();
  }

  private ErrorCode refused(String peer, String... headers) {
    return assertThrows(PortalException.class, () -> from(peer, headers)).code();
  }

  @Test
  void A06_headers_count_from_the_proxies_only() {
    String[] alice = {"X-Forwarded-User", "a", "X-Forwarded-Email", "alice@example.com"};
    for (String proxy : List.of("10.0.0.0", "10.0.0.1", "2001:db8:0:0:0:0:0:1")) {
      Map<?, ?> ours = (Map<?, ?>) from(proxy, alice).get("backstageIdentity");
      assertEquals("of user:default/alice", ours.get("token"));
    }
    for (String other : List.of("10.0.0.2", "127.0.0.1", "::1", "2001:db8::2", "null", "")) {
      assertEquals(ErrorCode.AUTHENTICATION, refused(other, alice), other);
    }
    assertTrue(lab.audit.told().contains("sign-in failed anonymous"));
  }

  @Test
  void A06_without_configured_proxies_nobody_is_believed() {
    lab.config = lab.config.with(KEY + "trustedProxies", List.of());
    assertEquals(
        ErrorCode.AUTHENTICATION, refused("127.0.0.1", "X-Forwarded-Email", "alice@example.com"));
  }

  @Test
  void A06_a_configured_secret_has_to_be_told() {
    lab.config = lab.config.with(KEY + "sharedSecret", "between us");
    String[] alice = {"X-Forwarded-Email", "alice@example.com"};
    assertEquals(ErrorCode.AUTHENTICATION, refused("10.0.0.1", alice));
    assertEquals(
        ErrorCode.AUTHENTICATION,
        refused("10.0.0.1", alice[0], alice[1], "X-Callboard-Proxy-Secret", "between u"));
    assertTrue(
        from("10.0.0.1", alice[0], alice[1], "X-Callboard-Proxy-Secret", "between us")
            .containsKey("backstageIdentity"));
  }

  @Test
  void a_proxy_that_says_nothing_is_refused() {
    assertEquals(ErrorCode.AUTHENTICATION, refused("10.0.0.1"));
    assertEquals(ErrorCode.AUTHENTICATION, refused("10.0.0.1", "X-Forwarded-Email", " "));
  }

  @Test
  void what_is_no_network_is_told() {
    for (String wrong : List.of("localhost", "10.0.0.0/33", "10.0.0", "::1/129", "10.0.0.0/-1")) {
      lab.config = lab.config.with(KEY + "trustedProxies", List.of(wrong));
      PortalException thrown = assertThrows(PortalException.class, () -> from("10.0.0.1"));
      assertTrue(thrown.getMessage().contains("'" + wrong + "'"), thrown.getMessage());
    }
  }
}
