package dev.callboard.identity.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInResult;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.ldap.TestDirectory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdapSignInTest {
  @TempDir static Path folder;
  private static TestDirectory directory;

  private final LdapSignIn ldap = new LdapSignIn();

  @BeforeAll
  static void open() throws Exception {
    directory = new TestDirectory(folder);
  }

  @AfterAll
  static void close() throws Exception {
    directory.close();
  }

  private static MapConfig searching() {
    return MapConfig.of("url", directory.secureUrl(), "tls.ca", directory.certificate())
        .with("bindDn", TestDirectory.SERVER)
        .with("bindPassword", TestDirectory.SERVER_PASSWORD)
        .with("userSearchBase", TestDirectory.BASE);
  }

  private static MapConfig direct() {
    return MapConfig.of("url", directory.secureUrl(), "tls.ca", directory.certificate())
        .with("userDn", "cn={0}," + TestDirectory.BASE)
        .with("attributes.id", "cn");
  }

  private static SignInContext context(MapConfig config) {
    return new SignInContext(
        "ldap", "production", config, URI.create("https://portal.example.com/unused"));
  }

  private SignInResult signIn(MapConfig config, String name, String password) {
    return ldap.signIn(context(config), name, password);
  }

  private void assertRefused(MapConfig config, String name, String password) {
    PortalException thrown =
        assertThrows(
            PortalException.class,
            () -> signIn(config, name, password),
            () -> "let in: " + name + " with " + password);
    assertEquals(ErrorCode.AUTHENTICATION, thrown.code(), thrown.getMessage());
    assertEquals("The name or the password is wrong", thrown.getMessage());
  }

  private PortalException unavailable(MapConfig config) {
    PortalException thrown =
        assertThrows(PortalException.class, () -> signIn(config, "alice", "wonder land"));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, thrown.code(), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("wonder land"));
    assertFalse(thrown.getMessage().contains(TestDirectory.SERVER_PASSWORD));
    return thrown;
  }

  @Test
  void somebody_with_the_right_password_is_let_in() {
    SignInResult alice = signIn(searching(), "alice", "wonder land");
    assertEquals(36, alice.subject().length(), alice.subject());
    assertEquals(Optional.of("alice"), alice.username());
    assertEquals(Optional.of("alice@example.com"), alice.email());
    assertEquals(Optional.of("Alice Lee"), alice.displayName());
    assertEquals("cn=Alice Lee," + TestDirectory.BASE, alice.claims().get("dn"));
    assertNotEquals(alice.subject(), signIn(searching(), "bob", "builder").subject());
  }

  @Test
  void the_name_is_the_directorys_and_not_the_typed_one() {
    assertEquals(Optional.of("alice"), signIn(searching(), "ALICE", "wonder land").username());
  }

  @Test
  void A05_an_address_counts_as_verified_only_when_the_configuration_says_so() {
    assertFalse(signIn(searching(), "alice", "wonder land").emailVerified());
    MapConfig trusted = searching().with("emailVerified", true);
    assertTrue(signIn(trusted, "alice", "wonder land").emailVerified());
    assertFalse(signIn(trusted, "bob", "builder").emailVerified());
  }

  @Test
  void A05_wrong_passwords_and_unknown_names_get_the_same_answer() {
    for (MapConfig config : List.of(searching(), direct())) {
      assertRefused(config, "alice", "wonderland");
      assertRefused(config, "Alice Lee", "wonderland");
      assertRefused(config, "nobody", "wonder land");
    }
  }

  @Test
  void A05_an_empty_password_is_never_asked_for() {
    long before = directory.binds();
    for (MapConfig config : List.of(searching(), direct())) {
      assertRefused(config, "alice", "");
      assertRefused(config, "Alice Lee", "");
      assertRefused(config, "", "");
    }
    // Other directories than this one would say yes.
    assertEquals(before, directory.binds());
  }

  @Test
  void A05_a_name_is_never_a_part_of_a_filter() {
    for (String name :
        List.of(
            "*",
            "al*",
            "alice)(uid=*",
            "*)(objectClass=*",
            "alice)(|(uid=*)",
            "\\61lice",
            "(alice)",
            "al\\2aice")) {
      assertRefused(searching(), name, "wonder land");
    }
    MapConfig open = searching().with("userSearchFilter", "(|(uid={0})(mail={0}))");
    assertRefused(open, "*)(userPassword=*", "wonder land");
    assertTrue(signIn(open, "alice@example.com", "wonder land").username().isPresent());
  }

  @Test
  void A05_a_name_is_never_a_part_of_a_distinguished_name() {
    for (String name : List.of("x,cn=Bob", "Bob,ou=people", "Bob+uid=bob", "", " ", "#42")) {
      assertRefused(direct(), name, "builder");
    }
    assertEquals("Bob", signIn(direct(), "Bob", "builder").subject());
    MapConfig byUid =
        direct().with("userDn", "uid={0}," + TestDirectory.BASE).with("attributes.id", "uid");
    assertEquals("odd, name+x", signIn(byUid, "odd, name+x", "odd").subject());
  }

  @Test
  void A05_a_name_that_two_entries_have_is_nobodys() {
    assertRefused(searching(), "twin", "twin");
  }

  @Test
  void A05_the_filter_decides_who_may_come_in() {
    MapConfig some = searching().with("userSearchFilter", "(&(uid={0})(employeeNumber=*))");
    assertTrue(signIn(some, "alice", "wonder land").email().isPresent());
    assertRefused(some, "bob", "builder");
  }

  @Test
  void a_session_continues_while_the_entry_fits() {
    SignInResult alice = signIn(searching(), "alice", "wonder land");
    String token = alice.refreshToken().orElseThrow();
    SignInResult again = ldap.refresh(context(searching()), token);
    assertEquals(alice.subject(), again.subject());
    MapConfig closed = searching().with("userSearchFilter", "(&(uid={0})(employeeNumber=0))");
    PortalException thrown =
        assertThrows(PortalException.class, () -> ldap.refresh(context(closed), token));
    assertEquals(ErrorCode.AUTHENTICATION, thrown.code());
    assertEquals(Optional.empty(), signIn(direct(), "Bob", "builder").refreshToken());
  }

  @Test
  void a_plain_address_is_encrypted_before_anything_is_sent() {
    MapConfig startTls = searching().with("url", directory.plainUrl());
    assertEquals(Optional.of("alice"), signIn(startTls, "alice", "wonder land").username());
    assertRefused(startTls, "alice", "wrong");
    MapConfig clear = startTls.with("startTls", false);
    assertEquals(Optional.of("alice"), signIn(clear, "alice", "wonder land").username());
  }

  @Test
  void A05_a_certificate_that_nobody_vouches_for_is_refused() {
    for (String url : List.of(directory.secureUrl(), directory.plainUrl())) {
      MapConfig trusting =
          MapConfig.of("url", url)
              .with("bindDn", TestDirectory.SERVER)
              .with("bindPassword", TestDirectory.SERVER_PASSWORD)
              .with("userSearchBase", TestDirectory.BASE);
      unavailable(trusting);
      // The certificate is for localhost.
      unavailable(searching().with("url", url.replace("localhost", "127.0.0.1")));
    }
  }

  @Test
  void a_directory_that_is_away_or_silent_is_told_in_time() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      for (String scheme : List.of("ldap", "ldaps")) {
        MapConfig config =
            searching()
                .with("url", scheme + "://localhost:" + silent.getLocalPort())
                .with("connectTimeout", Duration.ofMillis(300))
                .with("readTimeout", Duration.ofMillis(300));
        long begin = System.nanoTime();
        unavailable(config);
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(20).toNanos());
      }
    }
    unavailable(searching().with("url", "ldaps://localhost:1"));
  }

  @Test
  void the_next_address_is_tried_when_one_is_away() {
    MapConfig two = searching().with("url", List.of("ldaps://localhost:1", directory.secureUrl()));
    assertEquals(Optional.of("alice"), signIn(two, "alice", "wonder land").username());
  }

  @Test
  void mistakes_of_the_configuration_are_told_with_their_key() {
    String key = "auth.providers.ldap.production.";
    for (String[] mistake :
        new String[][] {
          {"url", "ldap://directory/dc=example", "url must be like"},
          {"url", "https://directory", "url must be like"},
          {"userSearchFilter", "(uid=alice)", "userSearchFilter needs {0}"},
          {"userDn", "cn={0}", "userSearchBase or userDn is needed"},
          {"tls.ca", "no certificate", "tls.ca has no certificates"},
          {"bindPassword", "", "bindPassword is missing"},
          {"bindPassword", "wrong", "bindDn is refused"},
          {"attributes.id", "roomNumber", "attributes.id is needed"}
        }) {
      String message = unavailable(searching().with(mistake[0], mistake[1])).getMessage();
      assertTrue(message.startsWith(key + mistake[2]), message);
    }
    String base =
        unavailable(searching().with("userSearchBase", "ou=none,dc=example,dc=com")).getMessage();
    assertTrue(base.contains("userSearchBase"), base);
  }

  @Test
  void A08_the_time_does_not_tell_which_names_exist() {
    // Both ways ask the directory twice: what a name costs is counted, not measured.
    long before = directory.binds();
    assertRefused(searching(), "alice", "wrong");
    long known = directory.binds() - before;
    assertRefused(searching(), "nobody", "wrong");
    assertEquals(known, directory.binds() - before - known);
    assertEquals(2, known);
  }
}
