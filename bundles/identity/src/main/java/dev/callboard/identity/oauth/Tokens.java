package dev.callboard.identity.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answer of a token endpoint. */
record Tokens(Map<String, Object> json) {
  String accessToken() {
    return text("access_token")
        .orElseThrow(() -> ProviderHttp.refused("The identity provider refused" + error()));
  }

  /** GitHub tells errors with status 200. */
  private String error() {
    return text("error").filter(code -> code.matches("[a-z_]{1,64}")).map(c -> ": " + c).orElse("");
  }

  Optional<String> idToken() {
    return text("id_token");
  }

  Optional<String> refreshToken() {
    return text("refresh_token");
  }

  /** Returns what the browser gets. */
  Map<String, Object> info(String scopeBefore) {
    Map<String, Object> info = new LinkedHashMap<>();
    idToken().ifPresent(token -> info.put("idToken", token));
    info.put("accessToken", accessToken());
    info.put("scope", text("scope").orElse(scopeBefore).replace(',', ' '));
    if (json.get("expires_in") instanceof Number seconds) {
      info.put("expiresInSeconds", seconds.longValue());
    }
    return info;
  }

  private Optional<String> text(String name) {
    return json.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }
}
