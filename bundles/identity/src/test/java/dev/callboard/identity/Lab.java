package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token authority with a data directory and a clock of its own. */
final class Lab {
  static final String STATIC_TOKEN = "peer-static-token-0123456789";
  static final String USER = "user:default/ann";

  final Path data;
  final MovableClock clock = new MovableClock();
  final TokenAuthority authority;
  private final MapConfig config;

  Lab(Path data) {
    this(data, config());
  }

  Lab(Path data, MapConfig config) {
    this.data = data;
    this.config = config;
    this.authority = start(config);
  }

  static MapConfig config() {
    return MapConfig.empty()
        .with("backend.baseUrl", "http://127.0.0.1:7017")
        .with("backend.auth.externalAccess", List.of(staticAccess(STATIC_TOKEN, "bench")))
        .with("auth.environment", "production")
        .with("auth.providers.guest.dangerouslyAllowOutsideDevelopment", true);
  }

  static Map<String, Object> staticAccess(String token, String subject) {
    Map<String, Object> access = new LinkedHashMap<>();
    access.put("type", "static");
    access.put("options", Map.of("token", token, "subject", subject));
    return access;
  }

  MapConfig used() {
    return config;
  }

  /** Starts another authority on the same data, as a restart does. */
  TokenAuthority start(MapConfig config) {
    try {
      return new TokenAuthority(data, Optional.empty(), config, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String adminToken() {
    try {
      return Files.readString(data.resolve("admin-token")).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String userToken() {
    return authority.users().issue(USER);
  }

  PortalPrincipal authenticate(String token) {
    return authenticate(token, "catalog");
  }

  PortalPrincipal authenticate(String token, String plugin) {
    return authority.authenticator().authenticate(token, plugin);
  }

  /** Checks that a token gets the one answer that all bad tokens get. */
  void assertIllegal(String token) {
    assertIllegal(authority, token, "catalog");
  }

  static void assertIllegal(TokenAuthority authority, String token, String plugin) {
    PortalException thrown =
        assertThrows(
            PortalException.class,
            () -> authority.authenticator().authenticate(token, plugin),
            () -> "accepted: " + (token.length() > 300 ? token.substring(0, 300) : token));
    assertEquals(ErrorCode.AUTHENTICATION, thrown.code());
    assertEquals("Illegal token", thrown.getMessage());
  }

  static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String part(String token, int index) {
    return token.split("\\.")[index];
  }

  /** Returns the header or the payload of a token as JSON values. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> json(String token, int index) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part(token, index));
      return new JsonMapper().readValue(new String(bytes, StandardCharsets.UTF_8), Map.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs any claims with our own user key, as a bug of ours could. */
  String signed(String type, Map<String, Object> claims) {
    return Signing.token(type, authority.userKeys().signingKey(), claims);
  }

  /** Returns the claims of a good user token, to be spoilt. */
  Map<String, Object> goodClaims() {
    return json(userToken(), 1);
  }
}
