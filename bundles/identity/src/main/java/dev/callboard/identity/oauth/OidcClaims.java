package dev.callboard.identity.oauth;

import dev.callboard.platform.signin.SignInResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an OpenID provider says of a person, in the ID token and at the user info endpoint. */
record OidcClaims(Map<String, Object> idToken, Map<String, Object> userInfo) {

  /**
   * Returns the subject, which both have to agree on: section 5.3.2 of OpenID Connect Core warns of
   * an answer for another person.
   */
  static String subject(
      Optional<Map<String, Object>> idToken, Optional<Map<String, Object>> userInfo) {
    String subject = null;
    for (Optional<Map<String, Object>> source : java.util.List.of(idToken, userInfo)) {
      if (source.isEmpty()) {
        continue;
      }
      Object value = source.get().get("sub");
      if (!(value instanceof String text)
          || text.isEmpty()
          || subject != null && !subject.equals(text)) {
        throw ProviderHttp.refused("The identity provider's answers have no common subject");
      }
      subject = text;
    }
    if (subject == null) {
      throw ProviderHttp.refused("The identity provider did not say who it is");
    }
    return subject;
  }

  SignInResult.Builder describe(SignInResult.Builder person) {
    Map<String, Object> all = new LinkedHashMap<>(idToken);
    all.putAll(userInfo);
    // The flag speaks of the address in the same document, and of no other.
    Map<String, Object> source = text(userInfo, "email") == null ? idToken : userInfo;
    return person
        .username(text(all, "preferred_username"))
        .email(text(source, "email"), Boolean.TRUE.equals(source.get("email_verified")))
        .displayName(text(all, "name"))
        .picture(text(all, "picture"))
        .claims(all);
  }

  private static String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && !text.isEmpty() ? text : null;
  }
}
