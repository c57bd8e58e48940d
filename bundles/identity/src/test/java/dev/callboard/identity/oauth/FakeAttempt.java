package dev.callboard.identity.oauth;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.signin.SignInAttempt;
import dev.callboard.platform.signin.SignInContext;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An attempt whose secrets say what they are for. */
record FakeAttempt(String scope) implements SignInAttempt {
  static SignInContext context(String provider, Config config) {
    return new SignInContext(
        provider, "production", config, URI.create("https://portal.example.com/callback"));
  }

  /** Returns the query of an address. */
  static Map<String, String> query(URI page) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : page.getRawQuery().split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public String state() {
    return "the state";
  }

  @Override
  public String secret(String purpose) {
    return "secret-for-" + purpose;
  }
}
