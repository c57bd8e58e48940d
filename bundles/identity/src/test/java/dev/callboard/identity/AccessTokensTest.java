package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.identity.access.AccessTokensResource;
import dev.callboard.identity.access.UsersAccessTokensResource;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
  private static final List<Map<String, Object>> READ_CATALOG =
      List.of(Map.of("plugin", "catalog", "actions", List.of("read")));

  @TempDir Path data;
  private final AuditList audit = new AuditList();
  private final List<String> users = new ArrayList<>(List.of(Lab.USER));
  private TestDatabase database;
  private Lab lab;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @BeforeEach
  void open() throws Exception {
    database =
        new TestDatabase(
            dialect(), AccessTokensResource.class, "002-access-tokens", "003-revocations");
    lab = lab(Lab.config());
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private Lab lab(MapConfig config) {
    Lab lab = new Lab(data, config);
    lab.authority.database = database;
    lab.authority.audit = audit;
    lab.authority.catalog = new Users();
    return lab;
  }

  /** A catalog of users without groups. */
  private final class Users implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return users.contains(ref.toString())
          ? Optional.of(
              Entity.of(
                  Map.of(
                      "apiVersion",
                      "backstage.io/v1alpha1",
                      "kind",
                      "User",
                      "metadata",
                      Map.of("name", ref.name()))))
          : Optional.empty();
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
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

  private AccessTokensResource own() {
    return new AccessTokensResource(lab.authority.accessTokens());
  }

  private UsersAccessTokensResource others() {
    return new UsersAccessTokensResource(lab.authority.accessTokens());
  }

  private SecurityContext ann() {
    return new Security(lab.authenticate(lab.userToken(), "auth"));
  }

  private static Map<String, Object> body(String name, Object scopes, Object seconds) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("scopes", scopes);
    if (seconds != null) {
      body.put("expiresInSeconds", seconds);
    }
    return body;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> make(Object scopes, Object seconds) {
    return (Map<String, Object>) own().create(body("ci", scopes, seconds), ann()).getEntity();
  }

  private String token() {
    return (String) make(READ_CATALOG, null).get("token");
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> list() {
    return (List<Map<String, Object>>) own().list(ann()).get("accessTokens");
  }

  private static ErrorCode refused(Executable call) {
    return assertThrows(PortalException.class, call).code();
  }

  @Test
  void a_token_has_the_rights_of_its_user_within_its_scopes() {
    PortalPrincipal principal = lab.authenticate(token());
    assertEquals(PrincipalType.USER, principal.type());
    assertEquals(Lab.USER, principal.getName());
    assertEquals(List.of(Lab.USER), principal.ownershipRefs());
    assertEquals(
        List.of(new AccessRestriction("catalog", Set.of(), Set.of("read"))),
        principal.accessRestrictions());
  }

  @Test
  void Z_a_token_is_refused_at_plugins_that_it_has_no_scope_for() {
    String token = token();
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> lab.authenticate(token, "scaffolder")));
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> lab.authenticate(token, "auth")));
  }

  @Test
  void Z_a_detour_through_a_plugin_does_not_widen_a_token() {
    List<Map<String, Object>> scopes =
        List.of(
            Map.of("plugin", "catalog", "actions", List.of("read")),
            Map.of("plugin", "search", "permissions", List.of("search.query")));
    String token = (String) make(scopes, null).get("token");
    PortalPrincipal atCatalog = lab.authenticate(token, "catalog");
    String toSearch = lab.authority.plugins().issue("catalog", "search", atCatalog);
    PortalPrincipal there = lab.authenticate(toSearch, "search");
    assertEquals(Lab.USER, there.getName());
    assertEquals("plugin:catalog", there.actor().orElseThrow().getName());
    assertEquals(
        List.of(new AccessRestriction("search", Set.of("search.query"), Set.of())),
        there.accessRestrictions());
    String toScaffolder = lab.authority.plugins().issue("catalog", "scaffolder", atCatalog);
    assertEquals(
        ErrorCode.NOT_ALLOWED, refused(() -> lab.authenticate(toScaffolder, "scaffolder")));
    String onwards = lab.authority.plugins().issue("search", "catalog", there);
    assertEquals(
        List.of(new AccessRestriction("catalog", Set.of(), Set.of("read"))),
        lab.authenticate(onwards, "catalog").accessRestrictions());
  }

  @Test
  void Z_a_token_makes_no_token_and_sees_none() {
    Map<String, Object> made = make(List.of(Map.of("plugin", "auth")), null);
    SecurityContext limited = new Security(lab.authenticate((String) made.get("token"), "auth"));
    assertEquals(
        ErrorCode.NOT_ALLOWED, refused(() -> own().create(body("x", READ_CATALOG, null), limited)));
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> own().list(limited)));
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> own().revoke("x", limited)));
    String carried =
        lab.authority.plugins().issue("catalog", "auth", lab.authenticate(lab.userToken()));
    SecurityContext through = new Security(lab.authenticate(carried, "auth"));
    assertEquals(
        ErrorCode.NOT_ALLOWED, refused(() -> own().create(body("x", READ_CATALOG, null), through)));
  }

  @Test
  void a_token_ends_when_it_said() {
    String token = (String) make(READ_CATALOG, 100).get("token");
    lab.clock.move(Duration.ofSeconds(99));
    assertEquals(Lab.USER, lab.authenticate(token).getName());
    assertEquals(1, list().size());
    lab.clock.move(Duration.ofSeconds(1));
    lab.assertIllegal(token);
    assertEquals(List.of(), list());
  }

  @Test
  void a_revoked_token_is_dead_at_once() {
    String token = token();
    String other = token();
    String id = (String) list().get(1).get("id");
    boolean first = token.contains(id);
    own().revoke(id, ann());
    lab.assertIllegal(first ? token : other);
    assertEquals(Lab.USER, lab.authenticate(first ? other : token).getName());
    assertEquals(ErrorCode.NOT_FOUND, refused(() -> own().revoke(id, ann())));
    assertTrue(audit.told().contains("access-token-create succeeded " + Lab.USER));
    assertTrue(audit.told().contains("access-token-revoke succeeded " + Lab.USER));
  }

  @Test
  void nobody_revokes_the_token_of_somebody_else_but_an_administrator() {
    String token = token();
    String id = (String) list().get(0).get("id");
    SecurityContext bob =
        new Security(lab.authenticate(lab.authority.users().issue("user:default/bob"), "auth"));
    assertEquals(ErrorCode.NOT_FOUND, refused(() -> own().revoke(id, bob)));
    assertEquals(Map.of("accessTokens", List.of()), own().list(bob));
    SecurityContext admin = new Security(lab.authenticate(lab.adminToken(), "auth"));
    assertEquals(1, ((List<?>) others().list(Lab.USER).get("accessTokens")).size());
    others().revoke(id, admin);
    lab.assertIllegal(token);
    String next = token();
    assertEquals(Map.of("revoked", 1), others().revokeAll(Lab.USER, admin));
    lab.assertIllegal(next);
    assertEquals(ErrorCode.INPUT, refused(() -> others().list("alice")));
  }

  @Test
  void the_last_use_is_known_to_the_minute() {
    String token = token();
    assertFalse(list().get(0).containsKey("lastUsedAt"));
    lab.authenticate(token);
    String first = (String) list().get(0).get("lastUsedAt");
    assertEquals(lab.clock.instant().toString(), first);
    lab.clock.move(Duration.ofSeconds(59));
    lab.authenticate(token);
    assertEquals(first, list().get(0).get("lastUsedAt"));
    lab.clock.move(Duration.ofSeconds(1));
    lab.authenticate(token);
    assertNotEquals(first, list().get(0).get("lastUsedAt"));
  }

  @Test
  void a_user_who_is_gone_has_no_tokens_any_more() {
    String token = token();
    users.clear();
    lab.assertIllegal(token);
    users.add(Lab.USER);
    assertEquals(Lab.USER, lab.authenticate(token).getName());
    lab.authority.catalog = null;
    assertEquals(Lab.USER, lab.authenticate(token).getName());
  }

  @Test
  void a_user_whom_the_catalog_never_knew_keeps_tokens() {
    users.clear();
    assertEquals(Lab.USER, lab.authenticate(token()).getName());
  }

  @Test
  void the_secret_is_kept_nowhere() throws Exception {
    String token = token();
    String secret = token.substring(token.length() - 43);
    String rows =
        database.read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet all = statement.executeQuery("SELECT * FROM access_token")) {
                StringBuilder text = new StringBuilder();
                while (all.next()) {
                  for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
                    text.append(all.getString(i)).append('\n');
                  }
                }
                return text.toString();
              }
            });
    assertTrue(rows.contains(Lab.USER));
    assertFalse(rows.contains(secret));
    assertFalse(list().toString().contains(secret));
    assertEquals(
        "no-store",
        own().create(body("ci", READ_CATALOG, null), ann()).getHeaderString("Cache-Control"));
  }

  @Test
  void A01_a_token_that_was_changed_is_refused() {
    String token = token();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'a' ? 'b' : 'a';
      lab.assertIllegal(token.substring(0, i) + other + token.substring(i + 1));
    }
    lab.assertIllegal(token + "a");
    lab.assertIllegal(token.substring(0, token.length() - 1));
    lab.assertIllegal("cbp_");
    assertEquals(Lab.USER, lab.authenticate(token).getName());
  }

  @Test
  void A12_tokens_live_through_a_restart_and_not_without_the_database() {
    String token = token();
    lab = lab(Lab.config());
    assertEquals(Lab.USER, lab.authenticate(token).getName());
    lab.authority.database = null;
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused(() -> lab.authenticate(token)));
  }

  @Test
  void no_token_is_made_that_is_not_audited() {
    lab.authority.audit = null;
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused(this::token));
    lab.authority.audit = audit;
    assertEquals(List.of(), list());
  }

  @Test
  void the_limits_of_number_and_life_hold() {
    lab =
        lab(
            Lab.config()
                .with("auth.accessTokens.perUser", 2)
                .with("auth.accessTokens.maxLifetime", Duration.ofSeconds(100))
                .with("auth.accessTokens.defaultLifetime", Duration.ofSeconds(50)));
    assertEquals(ErrorCode.INPUT, refused(() -> make(READ_CATALOG, 101)));
    make(READ_CATALOG, 100);
    Map<?, ?> made = (Map<?, ?>) make(READ_CATALOG, null).get("accessToken");
    assertEquals(lab.clock.instant().plusSeconds(50).toString(), made.get("expiresAt"));
    assertEquals(ErrorCode.CONFLICT, refused(() -> make(READ_CATALOG, 99)));
    lab.clock.move(Duration.ofSeconds(51));
    make(READ_CATALOG, 99);
  }

  @Test
  void switched_off_there_are_none() {
    String token = token();
    lab = lab(Lab.config().with("auth.accessTokens.enabled", false));
    lab.assertIllegal(token);
    assertEquals(ErrorCode.NOT_ALLOWED, refused(this::token));
  }

  @Test
  void what_is_unclear_is_told() {
    List<Object> wrong = new ArrayList<>(List.of("catalog", List.of(), List.of("catalog")));
    wrong.add(List.of(Map.of()));
    wrong.add(List.of(Map.of("plugin", "Catalog")));
    wrong.add(List.of(Map.of("plugin", "catalog", "permission", List.of("x"))));
    wrong.add(List.of(Map.of("plugin", "catalog", "permissions", List.of())));
    wrong.add(List.of(Map.of("plugin", "catalog", "permissions", List.of("a b"))));
    wrong.add(List.of(Map.of("plugin", "catalog", "actions", List.of("write"))));
    wrong.add(List.of(Map.of("plugin", "catalog", "actions", "read")));
    wrong.add(List.of(Map.of("plugin", "catalog"), Map.of("plugin", "catalog")));
    wrong.add(java.util.Collections.nCopies(51, Map.of("plugin", "catalog")));
    wrong.add(null);
    for (Object scopes : wrong) {
      assertEquals(ErrorCode.INPUT, refused(() -> make(scopes, null)), String.valueOf(scopes));
    }
    for (Object seconds : List.of(0, -1, "60", 1.5, true)) {
      assertEquals(ErrorCode.INPUT, refused(() -> make(READ_CATALOG, seconds)));
    }
    for (String name : List.of("", " ", "a\nb", "a".repeat(101))) {
      assertEquals(
          ErrorCode.INPUT, refused(() -> own().create(body(name, READ_CATALOG, null), ann())));
    }
    assertEquals(ErrorCode.INPUT, refused(() -> own().create(null, ann())));
    assertEquals(
        ErrorCode.INPUT, refused(() -> own().create(Map.of("user", "user:default/x"), ann())));
  }
}
