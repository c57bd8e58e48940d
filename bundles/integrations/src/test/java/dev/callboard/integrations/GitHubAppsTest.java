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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    return config(List.of(app), entry);
  }

  private MapConfig config(List<Map<String, Object>> apps, String... entry) {
    List<Object> all = new ArrayList<>();
    for (Map<String, Object> app : apps) {
      Map<String, Object> full =
          new HashMap<>(Map.of("appId", 15, "clientId", "c", "clientSecret", "s"));
      full.putAll(app);
      full.putIfAbsent("privateKey", pkcs1());
      all.add(full);
    }
    Map<String, Object> github = new HashMap<>();
    github.put("host", host.authority());
    github.put("apiBaseUrl", host.url("/api/v3"));
    github.put("apps", all);
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

  @ParameterizedTest
  @ValueSource(strings = {"blob", "tree", "raw", "edit", "blame"})
  void eachFormOfAPageIsReadWithTheTokenOfItsOwner(String form) {
    use(config(Map.of()));
    host.on(FILE.replace("/acme/", "/ACME/"), Answer.text("a: 1\n"));
    reader.read(host.url("/ACME/shop/" + form + "/main/a.yaml"));
    String asked = FILE.replace("/acme/", "/ACME/");
    assertEquals("Bearer ghs_one", sent(asked));
  }

  @Test
  void ofSeveralAppsTheFirstOneThatTheOwnerMayUseIsAsked() {
    use(
        config(
            List.of(
                Map.of("appId", 14, "allowedInstallationOwners", List.of("others")),
                Map.of("appId", 15, "allowedInstallationOwners", List.of("ACME")),
                Map.of("appId", 16))));
    read();
    assertEquals(1, asked(LIST));
    assertEquals("15", issuer(CREATE));
  }

  @Test
  void anAppThatTheOwnerHasNotInstalledLeavesItToTheNextOne() {
    use(config(List.of(Map.of("appId", 14), Map.of("appId", 15))));
    reader.read(host.url("/acme/shop/blob/main/a.yaml"));
    assertEquals("14", issuer(CREATE), "the first one that has an installation counts");
    host.on("/api/v3/repos/none/shop/contents/a.yaml?ref=main", Answer.text("x"));
    reader.read(host.url("/none/shop/blob/main/a.yaml"));
    assertEquals(3, asked(LIST), "each app was asked for the other owner");
  }

  private String issuer(String target) {
    String[] jwt = sent(target).substring("Bearer ".length()).split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(jwt[1]), StandardCharsets.UTF_8);
    return claims.replaceFirst(".*\"iss\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void theOwnersOfAnAppAreThoseWhoInstalledItAndMayUseIt() {
    host.on(
        LIST,
        json(
            "[{\"id\":1,\"account\":{\"login\":\"zeta\"}},"
                + "{\"id\":2,\"account\":{\"login\":\"Acme\"}},"
                + "{\"id\":3,\"account\":{\"login\":\"hidden\"}},"
                + "{\"id\":4,\"suspended_at\":\"2026-01-01T00:00:00Z\","
                + "\"account\":{\"login\":\"gone\"}}]"));
    use(config(Map.of("allowedInstallationOwners", List.of("acme", "zeta", "gone"))));
    assertEquals(
        List.of("Acme", "zeta"), reader.credentials().owners("github", host.authority(), "15"));
    assertEquals(List.of(), reader.credentials().owners("github", host.authority(), "16"));
    assertEquals(List.of(), reader.credentials().owners("github", "other.test", "15"));
    assertEquals(List.of(), reader.credentials().owners("gitlab", host.authority(), "15"));
  }
}
