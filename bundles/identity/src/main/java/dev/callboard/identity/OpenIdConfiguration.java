package dev.callboard.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code /.well-known/openid-configuration} says; clients use the issuer and the keys. */
final class OpenIdConfiguration {
  private OpenIdConfiguration() {}

  static Map<String, Object> of(String issuer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("issuer", issuer);
    json.put("token_endpoint", issuer + "/v1/token");
    json.put("userinfo_endpoint", issuer + "/v1/userinfo");
    json.put("jwks_uri", issuer + "/.well-known/jwks.json");
    json.put("response_types_supported", List.of("code", "id_token"));
    json.put("subject_types_supported", List.of("public"));
    json.put(
        "id_token_signing_alg_values_supported",
        List.of(
            "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512",
            "EdDSA"));
    json.put("scopes_supported", List.of("openid"));
    json.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    json.put("claims_supported", List.of("sub", "ent"));
    json.put("grant_types_supported", List.of("authorization_code"));
    json.put("authorization_endpoint", issuer + "/v1/authorize");
    json.put("code_challenge_methods_supported", List.of("S256", "plain"));
    return json;
  }
}
