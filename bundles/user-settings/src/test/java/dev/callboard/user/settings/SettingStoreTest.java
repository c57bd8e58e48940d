package dev.callboard.user.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingStoreTest {
  private static final SettingName STARS = new SettingName("default.stars", "entity/Refs@1:x");

  private final PortalPrincipal alice = new User("user:default/alice");
  private final PortalPrincipal bob = new User("user:default/bob");
  private final List<String> told = new ArrayList<>();
  private final List<String> audited = new ArrayList<>();
  private TestDatabase database;
  private SettingStore store;

  private void open(Dialect dialect) throws Exception {
    database = new TestDatabase(dialect, SettingStore.class, "001-settings");
    store =
        new SettingStore(
            database,
            () ->
                MapConfig.of(
                    "userSettings.maxValue", 10L,
                    "userSettings.maxPerUser", 3L,
                    "userSettings.maxName", 20L,
                    "userSettings.maxMultiget", 3L),
            new Audit());
    store.bindSignals(
        (recipients, channel, message) ->
            told.add(
                channel
                    + " "
                    + recipients.entityRefs()
                    + " "
                    + message.get("type")
                    + " "
                    + message.get("key")));
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private ErrorCode refused(Runnable work) {
    return assertThrows(PortalException.class, work::run).code();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachUserHasSettingsOfTheirOwnAndHearsOfChanges(Dialect dialect) throws Exception {
    open(dialect);
    store.put(alice, STARS, "[1]");
    store.put(alice, STARS, "{\"a\":1}");
    store.put(bob, STARS, "null");
    assertEquals(Optional.of("{\"a\":1}"), store.get(alice, STARS));
    assertEquals(
        List.of(Optional.empty(), Optional.of("null"), Optional.of("null")),
        store.get(bob, List.of(new SettingName("x", "y"), STARS, STARS)));
    store.delete(alice, STARS);
    store.delete(alice, STARS);
    assertEquals(Optional.empty(), store.get(alice, STARS));
    assertEquals(Optional.of("null"), store.get(bob, STARS));
    assertEquals("user-settings [user:default/alice] key-changed entity/Refs@1:x", told.get(0));
    assertEquals("user-settings [user:default/alice] key-deleted entity/Refs@1:x", told.get(3));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatAUserKeepsIsLimited(Dialect dialect) throws Exception {
    open(dialect);
    store.put(alice, STARS, "\"1234567\"");
    store.put(alice, STARS, "\"12345678\"");
    assertEquals(
        ErrorCode.PAYLOAD_TOO_LARGE, refused(() -> store.put(alice, STARS, "\"1234567\u00e9\"")));
    store.put(alice, new SettingName("b", "2"), "2");
    store.put(alice, new SettingName("b", "3"), "3");
    assertEquals(
        ErrorCode.UNPROCESSABLE, refused(() -> store.put(alice, new SettingName("b", "4"), "4")));
    store.put(alice, new SettingName("b", "3"), "33");
    store.put(bob, new SettingName("b", "4"), "4");
    store.get(alice, new SettingName("x".repeat(20), "y".repeat(19)));
    for (SettingName wrong :
        List.of(
            new SettingName("x".repeat(21), "y"),
            new SettingName("x", "y".repeat(21)),
            new SettingName("", "y"),
            new SettingName("x", "\0"))) {
      assertEquals(ErrorCode.INPUT, refused(() -> store.get(alice, wrong)));
    }
    assertEquals(3, store.get(alice, List.of(STARS, STARS, STARS)).size());
    assertEquals(
        ErrorCode.INPUT, refused(() -> store.get(alice, List.of(STARS, STARS, STARS, STARS))));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void allOfAUserIsGoneWhenAsked(Dialect dialect) throws Exception {
    open(dialect);
    store.put(alice, STARS, "1");
    store.put(alice, new SettingName("b", "2"), "2");
    store.put(bob, STARS, "1");
    store.deleteAll(bob, "User:default/Alice");
    assertEquals(Optional.empty(), store.get(alice, STARS));
    assertEquals(Optional.of("1"), store.get(bob, STARS));
    assertEquals(List.of("user-settings.deleted User:default/Alice {count=2}"), audited);
    database.setBroken(true);
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused(() -> store.get(bob, STARS)));
    database.setBroken(false);
  }

  private record User(String name) implements PortalPrincipal {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public PrincipalType type() {
      return PrincipalType.USER;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of(name);
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

  private final class Audit implements AuditService {
    @Override
    public void record(Connection transaction, AuditEvent event) {
      audited.add(event.eventId() + " " + event.targetRef() + " " + event.meta());
    }

    @Override
    public void record(AuditEvent event) {
      throw new UnsupportedOperationException();
    }
  }
}
