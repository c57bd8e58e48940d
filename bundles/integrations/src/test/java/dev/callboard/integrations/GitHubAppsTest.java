package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.StubHost.Answer;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub of GitHub's API for apps. */
class GitHubAppsTest {
  private static final KeyPair KEY = key();
  private static final String LIST = "/api/v3/app/installations?per_page=100";
  private static final String FILE = "/api/v3/repos/acme/shop/contents/a.yaml?ref=main";
  private static final String CREATE = "/api/v3/app/installations/7/access_tokens";

  private final StubHost host = new StubHost();
  private TestReader reader;

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the key as GitHub hands it out: what PKCS #8 has after its 26 bytes. */
  private static String pkcs1() {
    byte[] all = KEY.getPrivate().getEncoded();
    byte[] inner = java.util.Arrays.copyOfRange(all, 26, all.length);
    return "-----BEGIN RSA PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(inner)
        + "\n-----END RSA PRIVATE KEY-----\n";
  }

  private MapConfig config(Map<String, Object> app, String... entry) {
    Map<String, Object> full = new HashMap<>(app);
    full.putAll(Map.of("appId", 15, "clientId", "c", "clientSecret", "s"));
    full.putIfAbsent("privateKey", pkcs1());
    Map<String, Object> github = new HashMap<>();
    github.put("host", host.authority());
    github.put("apiBaseUrl", host.url("/api/v3"));
    github.put("apps", List.of(full));
    for (int i = 0; i < entry.length; i += 2) {
      github.put(entry[i], entry[i + 1]);
    }
    return new MapConfig(Map.of("integrations", Map.of("github", List.of(github))));
  }

  private void use(MapConfig config) {
    reader.configChanged(new MapConfig(Map.of()), config);
  }

  private void read() {
    reader.read(host.url("/acme/shop/blob/main/a.yaml"));
  }

  private long asked(String target) {
    return host.seen.stream().filter(seen -> seen.target().equals(target)).count();
  }

  private String sent(String target) {
    return host.seen.stream()
        .filter(seen -> seen.target().equals(target))
        .reduce((first, last) -> last)
        .orElseThrow()
        .header("authorization");
  }

  private static Answer json(String text) {
    return Answer.text(text).with("Content-Type", "application/json; charset=utf-8");
  }

  private static Answer token(String token, Duration life) {
    return json(
        "{\"token\":\"" + token + "\",\"expires_at\":\"" + Instant.now().plus(life) + "\"}");
  }

  private static Answer installations(String more) {
    return json(
        "[{\"id\":6,\"account\":{\"login\":\"other\"}},"
            + "{\"id\":7,\"account\":{\"login\":\"Acme\"}"
            + more
            + "}]");
  }

  @BeforeEach
  void start() {
    reader = new TestReader(Map.of());
    host.on(LIST, installations(""));
    host.on(CREATE, token("ghs_one", Duration.ofHours(1)));
    host.on(FILE, Answer.text("a: 1\n"));
  }

  @AfterEach
  void stop() {
    reader.close();
    host.close();
  }

  @Test
  void filesAreReadWithATokenOfTheOwnersInstallationThatIsKept() throws Exception {
    use(config(Map.of()));
    read();
    read();
    assertEquals("Bearer ghs_one", sent(FILE));
    assertEquals(2, asked(FILE));
    assertEquals(1, asked(LIST));
    assertEquals(1, asked(CREATE));
    String[] jwt = sent(CREATE).substring("Bearer ".length()).split("\\.");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KEY.getPublic());
    signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(jwt[2])));
    String claims = new String(Base64.getUrlDecoder().decode(jwt[1]), StandardCharsets.UTF_8);
    assertTrue(claims.contains("\"iss\":\"15\""), claims);
  }

  @Test
  void aTokenThatEndsWithinTenMinutesIsNotUsedAgain() {
    host.on(CREATE, token("ghs_short", Duration.ofSeconds(599)));
    use(config(Map.of()));
    read();
    long once = asked(CREATE);
    read();
    long twice = asked(CREATE);
    assertTrue(once >= 1 && twice > once, once + " " + twice);
    host.on(CREATE, token("ghs_long", Duration.ofSeconds(630)));
    use(config(Map.of()));
    read();
    read();
    assertEquals(twice + 1, asked(CREATE));
  }

  @Test
  void anOwnerWithoutAnInstallationIsReadWithTheConfiguredTokenOrWithout() {
    host.on(LIST, json("[]"));
    use(config(Map.of(), "token", "ghp_configured"));
    read();
    assertEquals("Bearer ghp_configured", sent(FILE));
    use(config(Map.of("allowedInstallationOwners", List.of("others")), "token", "ghp_configured"));
    read();
    assertEquals(1, asked(LIST), "an owner who is not allowed is not looked for");
  }

  @Test
  void aSuspendedAppIsToldAsSuch() {
    host.on(LIST, installations(",\"suspended_at\":\"2026-01-01T00:00:00Z\""));
    use(config(Map.of()));
    PortalException failure = assertThrows(PortalException.class, this::read);
    assertEquals(ErrorCode.NOT_ALLOWED, failure.code());
    assertTrue(failure.getMessage().contains("suspended by 'acme'"), failure.getMessage());
  }

  @Test
  void aKeyThatIsWrongIsToldAndNotShown() {
    PortalException failure =
        assertThrows(PortalException.class, () -> use(config(Map.of("privateKey", "canary-key"))));
    assertTrue(failure.getMessage().contains("privateKey"), failure.getMessage());
    assertFalse(failure.getMessage().contains("canary"));
    host.on(LIST, Answer.status(401));
    use(config(Map.of()));
    PortalException refused = assertThrows(PortalException.class, this::read);
    assertEquals(ErrorCode.AUTHENTICATION, refused.code());
    assertTrue(refused.getMessage().contains("GitHub app 15"), refused.getMessage());
  }
}
