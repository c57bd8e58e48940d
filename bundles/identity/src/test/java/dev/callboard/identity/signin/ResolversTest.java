package dev.callboard.identity.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.signin.SignInResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolversTest {
  private FlowLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new FlowLab();
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private void use(Object... resolver) {
    java.util.Map<String, Object> options = new java.util.LinkedHashMap<>();
    for (int i = 0; i < resolver.length; i += 2) {
      options.put((String) resolver[i], resolver[i + 1]);
    }
    lab.config =
        lab.config
            .with("auth.providers.fake.production.signIn.resolvers", List.of(options))
            .with("auth.signIn.failuresPerAddress", 1000)
            .with("auth.signIn.failuresPerAccount", 1000);
  }

  /** Returns the user of a person, or an empty text. */
  private String user(SignInResult.Builder person) {
    lab.provider.person = person;
    String page = lab.signIn().getEntity().toString();
    int from = page.indexOf("of%20user%3A");
    if (from < 0) {
      assertTrue(page.contains("no%20user%20of%20the%20catalog%20fits"), page);
      return "";
    }
    return page.substring(from + 12, page.indexOf("%22", from)).replace("%2F", "/");
  }

  private static SignInResult.Builder with(String email, boolean verified) {
    return SignInResult.of("a-1").email(email, verified);
  }

  @Test
  void A05_only_the_exact_verified_address_counts() {
    use("resolver", "emailMatchingUserEntityProfileEmail");
    lab.user("admin", "admin@example.com");
    assertEquals("default/alice", user(with("alice@example.com", true)));
    assertEquals("", user(with("alice@example.com", false)));
    assertEquals("", user(SignInResult.of("a-1")));
    for (String other :
        List.of(
            "ADMIN@example.com",
            "adm\u0131n@example.com",
            "admin+x@example.com",
            " admin@example.com",
            "admin@example.com ",
            "admin@example.com,kind=user",
            "admin@EXAMPLE.com",
            "@example.com",
            "*")) {
      assertEquals("", user(with(other, true)), other);
    }
  }

  @Test
  void A05_two_users_with_one_address_are_nobody() {
    use("resolver", "emailMatchingUserEntityProfileEmail");
    lab.user("alice2", "alice@example.com");
    assertEquals("", user(with("alice@example.com", true)));
  }

  @Test
  void A05_the_local_part_counts_in_the_allowed_domains_only() {
    use(
        "resolver",
        "emailLocalPartMatchingUserEntityName",
        "allowedDomains",
        List.of("example.com"));
    assertEquals("default/alice", user(with("alice@example.com", true)));
    assertEquals("", user(with("alice@example.com", false)));
    assertEquals("", user(with("alice@evil.example", true)));
    assertEquals("", user(with("alice@evil.example@example.com", true)));
    assertEquals("", user(with("alice+admin@example.com", true)));
    assertEquals("", user(with("al\u0131ce@example.com", true)));
    assertEquals("", user(with("bob@example.com", true)));
  }

  @Test
  void somebody_who_is_not_in_the_catalog_may_be_let_in() {
    use(
        "resolver",
        "emailLocalPartMatchingUserEntityName",
        "dangerouslyAllowSignInWithoutUserInCatalog",
        true);
    assertEquals("default/bob", user(with("Bob@example.com", true)));
    assertEquals("", user(with("bo/b@example.com", true)));
  }

  @Test
  void a_name_or_an_annotation_can_decide() {
    use("resolver", "usernameMatchingUserEntityName");
    assertEquals("default/alice", user(SignInResult.of("x").username("alice")));
    assertEquals("", user(SignInResult.of("x").username("k\u212a")));
    use("resolver", "userIdMatchingUserEntityAnnotation", "annotation", "example.com/id");
    assertEquals("default/alice", user(SignInResult.of("alice-id")));
    assertEquals("", user(SignInResult.of("ALICE-ID")));
    use(
        "resolver",
        "claimMatchingUserEntityAnnotation",
        "annotation",
        "example.com/id",
        "claim",
        "oid");
    assertEquals("default/alice", user(SignInResult.of("x").claims(Map.of("oid", "alice-id"))));
    assertEquals("", user(SignInResult.of("x").claims(Map.of("oid", List.of("alice-id")))));
    assertEquals("", user(SignInResult.of("alice-id")));
  }

  @Test
  void the_first_resolver_that_finds_somebody_counts() {
    lab.config =
        lab.config.with(
            "auth.providers.fake.production.signIn.resolvers",
            List.of(
                Map.of("resolver", "usernameMatchingUserEntityName"),
                Map.of("resolver", "emailMatchingUserEntityProfileEmail")));
    lab.user("carol", "carol@example.com");
    assertEquals("default/carol", user(with("alice@example.com", true).username("carol")));
    assertEquals("default/alice", user(with("alice@example.com", true).username("nobody")));
  }
}
