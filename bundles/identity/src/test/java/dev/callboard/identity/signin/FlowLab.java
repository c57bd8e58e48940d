package dev.callboard.identity.signin;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.identity.AuditList;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sign-in with a provider, a catalog and a clock that tests control. */
final class FlowLab implements AutoCloseable {
  static final String APP = "https://portal.example.com";

  final AuditList audit = new AuditList();
  final FakeProvider provider = new FakeProvider();
  final List<Entity> users = new ArrayList<>();
  final TestDatabase database;
  final Providers providers = new Providers();
  final SignIn signIn;
  final Map<String, String> cookies = new LinkedHashMap<>();
  MapConfig config =
      MapConfig.of(
          "app.baseUrl",
          APP,
          "auth.providers.fake.production.signIn.resolvers",
          List.of(Map.of("resolver", "emailMatchingUserEntityProfileEmail")));
  Instant now = Instant.parse("2026-11-21T08:00:00Z");
  String address = "192.0.2.7";
  final List<String> blocked = new ArrayList<>();
  final List<String> signedOut = new ArrayList<>();
  long sessionsFrom;

  FlowLab() throws Exception {
    this(Dialect.SQLITE);
  }

  FlowLab(Dialect dialect) throws Exception {
    database = new TestDatabase(dialect, Vault.class, "001-sessions");
    providers.add(FakeProvider.reference(), provider);
    signIn =
        new SignIn(
            new SignIn.Parts(
                providers,
                () -> config,
                () -> APP + "/api/auth",
                new Vault(() -> new byte[32]),
                new FakeIdentities(),
                () -> Optional.of(new Users()),
                new LabClock()),
            database,
            audit);
    user("alice", "alice@example.com");
  }

  void user(String name, String email) {
    users.add(
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "User",
                "metadata",
                Map.of("name", name, "annotations", Map.of("example.com/id", name + "-id")),
                "spec",
                Map.of("profile", Map.of("email", email)))));
  }

  BrowserRequest request(String... headers) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
    }
    return new BrowserRequest(named, Map.copyOf(cookies), address, "10.0.0.1");
  }

  BrowserRequest script() {
    return request("X-Requested-With", "XMLHttpRequest");
  }

  Response start() {
    return keep(
        signIn
            .flow()
            .start("fake", new SignInFlow.Asked("production", null, null, null, null), request()));
  }

  Response finish(String state) {
    return keep(signIn.flow().finish("fake", state, "code", null, request()));
  }

  /** Goes the whole way. */
  Response signIn() {
    start();
    return finish(provider.state);
  }

  Response refresh() {
    return keep(signIn.sessions().refresh("fake", "production", script()));
  }

  /** Does with cookies what a browser does. */
  Response keep(Response answer) {
    List<Object> values = answer.getHeaders().get("Set-Cookie");
    for (Object value : values == null ? List.of() : values) {
      String text = (String) value;
      String name = text.substring(0, text.indexOf('='));
      if (text.contains("; Max-Age=0;")) {
        cookies.remove(name);
      } else {
        cookies.put(name, text.substring(text.indexOf('=') + 1, text.indexOf(';')));
      }
    }
    return answer;
  }

  @Override
  public void close() throws Exception {
    database.close();
  }

  private final class LabClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** A catalog whose index ignores case, as the real one does. */
  private final class Users implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return users.stream()
          .filter(user -> user.ref().toString().equals(ref.toString()))
          .findFirst();
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      String filter = filters.get(0);
      String value = filter.substring(filter.indexOf('=', filter.indexOf(',')) + 1);
      return users.stream()
          .filter(
              user ->
                  user.json()
                      .toString()
                      .toLowerCase(Locale.ROOT)
                      .contains(value.toLowerCase(Locale.ROOT)))
          .limit(limit)
          .toList();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
    }
  }

  private final class FakeIdentities implements UserIdentities {
    @Override
    public Map<String, Object> issue(String userRef) {
      return Map.of("token", "of " + userRef, "identity", Map.of("userEntityRef", userRef));
    }

    @Override
    public void requireWelcome(String userRef) {
      if (blocked.contains(userRef)) {
        throw PortalException.notAllowed("This account is blocked");
      }
    }

    @Override
    public void endTokens(String userRef) {
      signedOut.add(userRef);
    }

    @Override
    public long sessionsFrom(String userRef) {
      return sessionsFrom;
    }

    @Override
    public PortalPrincipal actor(Optional<String> userRef) {
      return new Named(userRef.orElse("anonymous"));
    }

    @Override
    public PortalPrincipal server() {
      return new Named("system:identity");
    }

    @Override
    public Optional<String> guest() {
      return Optional.empty();
    }

    @Override
    public boolean hasGuests() {
      return false;
    }
  }

  private record Named(String getName) implements PortalPrincipal {
    @Override
    public PrincipalType type() {
      return PrincipalType.USER;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }
}
