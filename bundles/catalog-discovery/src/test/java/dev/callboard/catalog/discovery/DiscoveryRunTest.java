package dev.callboard.catalog.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryRunTest {
  private final List<String> given = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final Listed source = new Listed();
  private int deltas;
  private Runnable between = () -> {};
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private TestDatabase database;
  private DiscoveryStore store;

  /** Names in the order of the alphabet, two a page; the place is the last name. */
  private static final class Listed implements Source {
    final List<String> names = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    Map<String, Object> more = Map.of();
    PortalException failure;
    int failAt = -1;
    boolean overlooks;

    @Override
    public String name() {
      return "listed";
    }

    @Override
    public String fingerprint() {
      return "1";
    }

    @Override
    public boolean overlooks() {
      return overlooks;
    }

    @Override
    public boolean has(String url) {
      return url.startsWith("https://x.test/");
    }

    @Override
    public List<Entity> repository(String url) {
      String name = url.substring(url.lastIndexOf('/') + 1);
      if (!names.contains(name)) {
        return List.of();
      }
      return List.of(
          Entities.of("Component", Map.of("name", name), more, "https://x.test/" + name));
    }

    @Override
    public String repositoryOf(Entity entity) {
      return "https://x.test/" + entity.ref().name().toUpperCase(Locale.ROOT);
    }

    @Override
    public Page page(String place) {
      asked.add(String.valueOf(place));
      if (asked.size() == failAt) {
        throw failure;
      }
      List<String> rest =
          names.stream().sorted().filter(n -> place == null || n.compareTo(place) > 0).toList();
      List<String> page = rest.subList(0, Math.min(2, rest.size()));
      List<Entity> entities =
          page.stream()
              .map(
                  name ->
                      Entities.of(
                          "Component", Map.of("name", name), more, "https://x.test/" + name))
              .toList();
      return new Page(entities, rest.size() > 2 ? Optional.of(page.get(1)) : Optional.empty());
    }
  }

  private final class Catalog implements EntityProviderConnection {
    @Override
    public void replaceAll(Collection<DeferredEntity> entities) {
      throw new AssertionError("nothing is replaced as a whole");
    }

    @Override
    public void applyDelta(Collection<DeferredEntity> added, Collection<String> gone) {
      deltas++;
      added.forEach(each -> given.add(each.entity().ref().name()));
      removed.addAll(gone);
    }

    @Override
    public void refresh(Set<String> keys) {
      throw new AssertionError("nothing is refreshed");
    }
  }

  private void open(Dialect dialect) throws Exception {
    database = new TestDatabase(dialect, DiscoveryStore.class, "001-discovery", "002-repositories");
    store = new DiscoveryStore(database);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private int run() throws InterruptedException {
    given.clear();
    removed.clear();
    source.asked.clear();
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new DiscoveryRun(source, new Catalog(), store, clock, between).run();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void onlyWhatChangedIsGiven(Dialect dialect) throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b", "c", "d", "e"));
    assertEquals(5, run());
    assertEquals(List.of("a", "b", "c", "d", "e"), given);
    assertEquals(0, run());
    assertEquals(List.of(), given);
    source.names.add("f");
    source.names.remove("b");
    assertEquals(2, run());
    assertEquals(List.of("f"), given);
    assertEquals(List.of("component:default/b"), removed);
    source.more = Map.of("type", "service");
    run();
    assertEquals(5, given.size());
    assertEquals(List.of(), removed);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRunThatWasCutGoesOnWhereItWas(Dialect dialect) throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b", "c", "d", "e"));
    source.failure = PortalException.unavailable("it rests");
    source.failAt = 3;
    assertThrows(PortalException.class, this::run);
    assertEquals(List.of("a", "b", "c", "d"), given);
    assertEquals(List.of(), removed, "nothing is gone before all is read");
    source.failAt = -1;
    run();
    assertEquals(List.of("d"), source.asked);
    assertEquals(List.of("e"), given);
    assertEquals(List.of(), removed);
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  void aPlaceThatIsNoLongerKnownIsGivenUp(Dialect dialect) throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b", "c"));
    source.failure = new PortalException(ErrorCode.INPUT, "unknown cursor");
    source.failAt = 2;
    assertThrows(PortalException.class, this::run);
    source.failAt = -1;
    run();
    assertEquals("null", source.asked.get(0));
    assertEquals(List.of("a", "b", "c"), given);
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  void whatCanBeOverlookedIsGoneWhenTwoRunsDoNotFindIt(Dialect dialect) throws Exception {
    open(dialect);
    source.overlooks = true;
    source.names.addAll(List.of("a", "b"));
    run();
    source.names.remove("b");
    run();
    assertEquals(List.of(), removed);
    run();
    assertEquals(List.of("component:default/b"), removed);
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  void everythingIsGivenAnewOnceADay(Dialect dialect) throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b"));
    run();
    now = now.plus(Duration.ofHours(24)).minusMillis(1);
    run();
    assertEquals(List.of(), given);
    now = now.plusMillis(1);
    assertEquals(0, run(), "nothing changed");
    assertEquals(List.of("a", "b"), given);
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  void aRunThatIsInterruptedKeepsItsPlace(Dialect dialect) throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b", "c"));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, this::run);
    run();
    assertEquals(3, given.size());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void laterPagesAreGivenTogether(Dialect dialect) throws Exception {
    open(dialect);
    for (int i = 0; i < 1_000; i++) {
      source.names.add("n" + (1_000 + i));
    }
    assertEquals(1_000, run());
    assertEquals(1_000, given.size());
    // 500 pages; as many deltas would cost the square of it.
    assertTrue(deltas < 120, deltas + " deltas");
    source.failure = PortalException.unavailable("it rests");
    source.failAt = 200;
    source.more = Map.of("type", "service");
    assertThrows(PortalException.class, this::run);
    assertEquals(398, given.size(), "what was read before is given");
    source.failAt = -1;
    assertEquals(602, run());
  }

  private int look(String url) {
    given.clear();
    removed.clear();
    return new RepositoryLook(source, new Catalog(), store).look(url);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatHappensToOneRepositoryIsFollowedWithoutReadingTheOthers(Dialect dialect)
      throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b"));
    assertEquals(0, look("https://x.test/a"), "the first run finds all");
    run();
    source.asked.clear();
    source.names.add("c");
    assertEquals(1, look("https://x.test/c"));
    assertEquals(List.of("c"), given);
    assertEquals(0, look("https://x.test/c"), "it is known");
    source.names.remove("a");
    assertEquals(1, look("https://X.test/A.git/".toLowerCase(Locale.ROOT)));
    assertEquals(List.of("component:default/a"), removed);
    assertEquals(0, look("https://x.test/a"));
    assertEquals(0, look("https://other.test/b"));
    source.more = Map.of("type", "service");
    assertEquals(1, look("https://x.test/b"));
    assertEquals(List.of("b"), given);
    assertEquals(List.of(), source.asked);
    assertEquals(1, run(), "what was looked at is not given again");
    assertEquals(List.of("c"), given);
    assertEquals(List.of(), removed);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void F49_anyOrderNumberAndTimeOfHintsEndsInWhatTheHostHas(Dialect dialect) throws Exception {
    open(dialect);
    source.names.addAll(List.of("a", "b", "c", "d", "e"));
    run();
    Random random = new Random(7);
    List<String> late = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String name = String.valueOf((char) ('a' + random.nextInt(8)));
      if (!source.names.remove(name)) {
        source.names.add(name);
      }
      // Some are lost, some come twice, some while a run is under way.
      for (int times = random.nextInt(3); times > 0; times--) {
        late.add("https://x.test/" + name);
      }
      if (i % 20 == 7) {
        Collections.shuffle(late, random);
        between = () -> late.stream().limit(3).toList().forEach(this::hint);
        new DiscoveryRun(source, new Catalog(), store, Clock.fixed(now, ZoneOffset.UTC), between)
            .run();
        late.forEach(this::hint);
        late.clear();
      }
    }
    between = () -> {};
    run();
    List<String> known = new ArrayList<>();
    for (char name = 'a'; name <= 'h'; name++) {
      if (!store.foundIn("listed", "https://x.test/" + name).isEmpty()) {
        known.add(String.valueOf(name));
      }
    }
    assertEquals(source.names.stream().sorted().toList(), known);
    assertEquals(0, run());
  }

  private void hint(String url) {
    new RepositoryLook(source, new Catalog(), store).look(url);
  }
}
