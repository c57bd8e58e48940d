package dev.callboard.identity.oauth;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInAttempt;
import dev.callboard.platform.signin.SignInContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * This server as a client of an OAuth 2 provider (RFC 6749), with PKCE by SHA-256 (RFC 7636) in
 * each attempt.
 */
final class Client {
  private static final String VERIFIER = "pkce";

  private final SignInContext context;

  Client(SignInContext context) {
    this.context = context;
  }

  String id() {
    return required("clientId");
  }

  String secret() {
    return required("clientSecret");
  }

  /** Returns a text of the provider's section that has to be there. */
  String required(String key) {
    return context
        .config()
        .string(key)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> wrong(key, "is missing"));
  }

  /** Returns an address of the provider's section without a slash at the end. */
  URI address(String key, String otherwise) {
    String text = context.config().string(key).orElse(otherwise);
    return web(text.endsWith("/") ? text.substring(0, text.length() - 1) : text, key);
  }

  URI web(String text, String key) {
    if (!text.matches("https?://[!-~]+")) {
      throw wrong(key, "is no web address");
    }
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key, "is no web address");
    }
  }

  PortalException wrong(String key, String what) {
    return PortalException.unavailable(
        "auth.providers."
            + context.providerId()
            + "."
            + context.environment()
            + "."
            + key
            + " "
            + what);
  }

  /** Returns the page of the provider on which people sign in. */
  URI authorize(String endpoint, SignInAttempt attempt, String scope, Map<String, String> more) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", id());
    query.put("redirect_uri", context.callback().toString());
    query.put("scope", scope);
    query.put("state", attempt.state());
    query.put("code_challenge", challenge(attempt.secret(VERIFIER)));
    query.put("code_challenge_method", "S256");
    query.putAll(more);
    return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + ProviderHttp.form(query));
  }

  /** Returns the form that exchanges a code for tokens. */
  Map<String, String> codeForm(SignInAttempt attempt, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", context.callback().toString());
    form.put("code_verifier", attempt.secret(VERIFIER));
    return form;
  }

  /** Returns the form that exchanges a refresh token for tokens. */
  static Map<String, String> refreshForm(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return form;
  }

  /** Returns what the provider always needs and what the page asked for, each once. */
  String scope(List<String> needed, String asked) {
    Config config = context.config();
    Set<String> scopes = new LinkedHashSet<>(needed);
    config.strings("additionalScopes").forEach(text -> add(scopes, text));
    add(scopes, asked);
    return String.join(" ", scopes);
  }

  private static void add(Set<String> scopes, String text) {
    Arrays.stream(text.trim().split("[\\s,]+")).filter(s -> !s.isEmpty()).forEach(scopes::add);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
