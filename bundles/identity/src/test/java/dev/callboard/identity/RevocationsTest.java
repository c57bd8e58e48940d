package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.identity.revocation.BlockedUsersResource;
import dev.callboard.identity.revocation.Revocations;
import dev.callboard.identity.revocation.SignOutResource;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.database.TestDatabase;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RevocationsTest {
  @TempDir Path data;
  private final AuditList audit = new AuditList();
  private final AtomicInteger asked = new AtomicInteger();
  private boolean broken;
  private TestDatabase database;
  private Lab lab;
  private SignOutResource own;
  private BlockedUsersResource others;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @BeforeEach
  void open() throws Exception {
    database =
        new TestDatabase(
            dialect(), BlockedUsersResource.class, "002-access-tokens", "003-revocations");
    lab = new Lab(data);
    lab.authority.database = new Counted();
    lab.authority.audit = audit;
    own = new SignOutResource(lab.authority.revocations());
    others = new BlockedUsersResource(lab.authority.revocations());
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  /** Counts how often it is asked. */
  private final class Counted implements PluginDatabase {
    @Override
    public Dialect dialect() {
      return database.dialect();
    }

    @Override
    public <T> T write(SqlWork<T> work) throws SQLException {
      return database.write(work);
    }

    @Override
    public <T> T read(SqlWork<T> work) throws SQLException {
      asked.incrementAndGet();
      if (broken) {
        throw new SQLException("no answer");
      }
      return database.read(work);
    }
  }

  private record Security(Principal getUserPrincipal) implements SecurityContext {
    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  private SecurityContext as(String token) {
    return new Security(lab.authenticate(token, "auth"));
  }

  private static ErrorCode refused(Executable work) {
    return assertThrows(PortalException.class, work).code();
  }

  @Test
  void A07_signing_out_ends_tokens_cookies_and_proofs_at_once() {
    String token = lab.userToken();
    PortalPrincipal user = lab.authenticate(token, "techdocs");
    String carried = lab.authority.plugins().issue("search", "catalog", user);
    DefaultUserCookies cookies = new DefaultUserCookies(lab.authority);
    String header = cookies.issue(user, "techdocs").header();
    String cookie = header.substring(header.indexOf('=') + 1, header.indexOf(';'));
    assertEquals(Lab.USER, cookies.authenticate(cookie, "techdocs").getName());
    assertEquals(204, own.signOut(as(token)).getStatus());
    lab.assertIllegal(token);
    lab.assertIllegal(carried);
    assertEquals(ErrorCode.AUTHENTICATION, refused(() -> cookies.authenticate(cookie, "techdocs")));
    assertEquals(
        ErrorCode.AUTHENTICATION,
        refused(() -> lab.authority.plugins().issue("search", "catalog", user)));
    String fresh = lab.userToken();
    assertEquals(Lab.USER, lab.authenticate(fresh).getName(), "in the same second");
    String onwards = lab.authority.plugins().issue("search", "catalog", lab.authenticate(fresh));
    assertEquals(Lab.USER, lab.authenticate(onwards).getName());
    assertEquals("user-sign-out", audit.last().eventId());
    assertEquals(Lab.USER, audit.last().targetRef());
  }

  @Test
  void A07_signing_out_again_in_the_same_second_ends_what_was_issued_between() {
    for (int i = 0; i < 3; i++) {
      String token = lab.userToken();
      assertEquals(Lab.USER, lab.authenticate(token).getName());
      own.signOut(as(token));
      lab.assertIllegal(token);
    }
    assertEquals(Lab.USER, lab.authenticate(lab.userToken()).getName());
  }

  @Test
  void A07_other_users_and_callers_keep_theirs() {
    String other = lab.authority.users().issue("user:default/bob");
    own.signOut(as(lab.userToken()));
    assertEquals("user:default/bob", lab.authenticate(other).getName());
    assertEquals("external:bench", lab.authenticate(Lab.STATIC_TOKEN).getName());
  }

  @Test
  void A07_only_who_has_signed_in_signs_out() {
    PortalPrincipal user = lab.authenticate(lab.userToken(), "search");
    String carried = lab.authority.plugins().issue("search", "auth", user);
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> own.signOut(as(carried))));
  }

  @Test
  void A07_a_blocked_user_has_nothing_until_let_in_again() {
    String token = lab.userToken();
    SecurityContext admin = as(lab.adminToken());
    others.block("user:Default/Ann", Map.of("reason", "laptop stolen"), admin);
    lab.assertIllegal(token);
    assertEquals(ErrorCode.NOT_ALLOWED, refused(lab::userToken));
    DefaultIdentities identities = new DefaultIdentities(lab.authority);
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> identities.requireWelcome(Lab.USER)));
    List<?> list = (List<?>) others.list().get("blockedUsers");
    Map<?, ?> entry = (Map<?, ?>) list.get(0);
    assertEquals(Lab.USER, entry.get("user"));
    assertEquals("external:admin", entry.get("by"));
    assertEquals("laptop stolen", entry.get("reason"));
    assertEquals("user-block", audit.last().eventId());
    others.unblock(Lab.USER, admin);
    assertEquals("user-unblock", audit.last().eventId());
    lab.assertIllegal(token);
    assertEquals(Lab.USER, lab.authenticate(lab.userToken()).getName());
    assertEquals(ErrorCode.NOT_FOUND, refused(() -> others.unblock(Lab.USER, admin)));
    for (String wrong : new String[] {null, "", "ann", "group:default/ann", "user:a/b/c"}) {
      assertEquals(ErrorCode.INPUT, refused(() -> others.block(wrong, null, admin)), wrong);
    }
    Map<String, Object> longest = Map.of("reason", "x".repeat(1001));
    assertEquals(ErrorCode.INPUT, refused(() -> others.block(Lab.USER, longest, admin)));
  }

  /** Another node with a clock of its own. */
  private Revocations node(AtomicLong nanos, boolean needed) {
    return new Revocations(
        new Revocations.Parts(
            () -> Optional.of(new Counted()),
            () -> Optional.of(audit),
            needed,
            lab.clock,
            nanos::get));
  }

  private boolean isRevoked(Revocations node) {
    return node.isRevoked(Lab.USER, () -> lab.clock.instant().getEpochSecond());
  }

  @Test
  void A07_other_nodes_know_within_a_second_and_requests_cost_no_query() {
    AtomicLong nanos = new AtomicLong(5);
    Revocations there = node(nanos, true);
    assertEquals(false, isRevoked(there));
    own.signOut(as(lab.userToken()));
    int before = asked.get();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(false, isRevoked(there));
    }
    assertEquals(before, asked.get());
    nanos.incrementAndGet();
    assertEquals(true, isRevoked(there));
    assertEquals(before + 1, asked.get());
  }

  @Test
  void A07_while_the_database_is_away_what_is_known_counts() {
    AtomicLong nanos = new AtomicLong(5);
    Revocations there = node(nanos, true);
    broken = true;
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused(() -> isRevoked(there)));
    broken = false;
    own.signOut(as(lab.userToken()));
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertEquals(true, isRevoked(there));
    broken = true;
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertEquals(true, isRevoked(there));
    Revocations without =
        new Revocations(
            new Revocations.Parts(Optional::empty, Optional::empty, true, lab.clock, nanos::get));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused(() -> isRevoked(without)));
  }

  @Test
  void A07_what_nothing_can_be_older_than_is_forgotten() throws Exception {
    own.signOut(as(lab.userToken()));
    lab.clock.move(Duration.ofDays(1002));
    own.signOut(as(lab.authority.users().issue("user:default/bob")));
    assertEquals(
        1,
        (int)
            database.read(
                connection -> {
                  try (var rows =
                      connection
                          .createStatement()
                          .executeQuery("SELECT COUNT(*) FROM user_revocation")) {
                    rows.next();
                    return rows.getInt(1);
                  }
                }));
  }
}
