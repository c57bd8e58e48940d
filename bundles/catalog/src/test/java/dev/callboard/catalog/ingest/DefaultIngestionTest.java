package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.changes.ChangeSignal;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.MemoryIndex;
import dev.callboard.catalog.fakes.RecordedAudit;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.fakes.Threads;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.catalog.spi.ProcessingContext;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** The ingestion as a whole, with threads and a database, without a framework. */
class DefaultIngestionTest {
  private static final String A = "component:default/a";
  private static final String T = "team:default/t";

  @TempDir Path directory;
  private Path catalog;
  private MemoryIndex index = new MemoryIndex();
  private final RecordedAudit audit = new RecordedAudit();
  private final Threads threads = new Threads();
  private final Extensions extensions = new Extensions();
  private SqliteDatabase database;
  private volatile Config config;
  private DefaultIngestion ingestion;

  @BeforeEach
  void start() throws Exception {
    catalog = Files.createDirectory(directory.resolve("catalog")).toRealPath();
    database = new SqliteDatabase(directory.resolve("db.sqlite"));
    config = config(Map.of());
    write("a.yaml", Bench.component("a", "x"));
    ingestion = open();
    await(A + " is served", () -> index.entities().containsKey(A));
  }

  @AfterEach
  void stop() throws Exception {
    ingestion.stop();
    threads.close();
    database.close();
  }

  private DefaultIngestion open() {
    return new DefaultIngestion(
        context(),
        () -> config,
        database,
        audit,
        new Identity(),
        index,
        threads,
        event -> {},
        new ChangeSignal(),
        extensions);
  }

  private static BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> null);
  }

  private static final class Identity implements IdentityService {
    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PortalPrincipal anonymous() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PortalPrincipal system(String name) {
      return new SystemPrincipal();
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      throw new UnsupportedOperationException();
    }
  }

  private MapConfig config(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    Map<String, Object> location = Map.of("type", "file", "target", catalog.toString());
    values.put("catalog", more.keySet().toString() + more.hashCode());
    values.put("catalog.locations", List.of(location));
    values.put("catalog.rules", List.of(Map.of("allow", List.of("Component", "Location", "Team"))));
    values.putAll(more);
    return new MapConfig(values);
  }

  private void reload(Map<String, Object> more) {
    Config before = config;
    config = config(more);
    ingestion.configChanged(before, config);
  }

  private void write(String name, String text) throws IOException {
    Path temporary = Files.writeString(directory.resolve("temporary"), text);
    Files.move(temporary, catalog.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within 20 s: " + what);
      Thread.sleep(10);
    }
  }

  private String status(String ref) {
    return String.valueOf(index.at(ref, "status"));
  }

  @Test
  void fileThatChangesIsTakenUpWithoutAsking() throws Exception {
    write("a.yaml", Bench.component("a", "y"));
    await("the new owner", () -> "y".equals(index.at(A, "spec", "owner")));
    Files.delete(catalog.resolve("a.yaml"));
    await(A + " is gone", () -> !index.entities().containsKey(A));
  }

  @Test
  void locationThatCannotBeReadIsRecordedOnceAndAgainWhenItCan() throws Exception {
    Path file = catalog.resolve("none/b.yaml");
    String ref = "location-fetch-error %s file:" + file;
    reload(Map.of("catalog.locations", List.of(Map.of("type", "file", "target", file.toString()))));
    await("the failure", () -> audit.lines().contains(ref.formatted("fail")));
    long read = lastEnd();
    ingestion.refresh(List.of("config:file:" + file));
    await("another try", () -> lastEnd() > read);
    Files.createDirectory(file.getParent());
    write("none/b.yaml", Bench.component("b", "x"));
    ingestion.refresh(List.of("config:file:" + file));
    await("the end of it", () -> audit.lines().contains(ref.formatted("recover")));
    assertEquals(
        List.of(ref.formatted("fail"), ref.formatted("recover")),
        audit.lines().stream().filter(line -> line.startsWith("location-fetch")).toList());
    assertEquals(
        "failed",
        audit.events().stream()
            .filter(event -> event.subAction().equals("fail"))
            .findFirst()
            .orElseThrow()
            .status());
  }

  @Test
  void wildcardsThatLeadToNothingAreRecordedAndAgainWhenTheyDo() throws Exception {
    String target = catalog.resolve("none/*.yaml").toString();
    String ref = "location-fetch-error %s file:" + target;
    reload(Map.of("catalog.locations", List.of(Map.of("type", "file", "target", target))));
    await("the failure", () -> audit.lines().contains(ref.formatted("fail")));
    Files.createDirectory(catalog.resolve("none"));
    write("none/b.yaml", Bench.component("b", "x"));
    ingestion.refresh(List.of("config:file:" + target));
    await("the end of it", () -> audit.lines().contains(ref.formatted("recover")));
    assertTrue(index.entities().containsKey("component:default/b"));
  }

  private long lastEnd() {
    return ingestion.status().stream().mapToLong(RootStatus::lastEnd).max().orElse(0);
  }

  @Test
  void locationThatIsTakenOutOfTheConfigurationIsRemoved() throws Exception {
    reload(Map.of("catalog.locations", List.of()));
    await("nothing is served", () -> index.entities().isEmpty());
  }

  @Test
  void configurationThatIsWrongChangesNothing() throws Exception {
    Config before = config;
    config = config(Map.of("catalog.kinds", List.of(Map.of("kind", "Team"))));
    PortalException e =
        assertThrows(PortalException.class, () -> ingestion.configChanged(before, config));
    assertTrue(e.getMessage().contains("catalog.kinds[0] needs 'apiVersions'"), e.getMessage());
    Plugin.Team kind = new Plugin.Team();
    write("t.yaml", Plugin.team("t", "{lead: ann, size: 1}"));
    extensions.bindKind(kind);
    await(T + " is served", () -> index.entities().containsKey(T));
  }

  @Test
  void kindThatGoesIsNoticedAndNothingIsWrittenWhenItComesBackAtOnce() throws Exception {
    write("t.yaml", Plugin.team("t", "{lead: ann, size: 1}"));
    Plugin.Team kind = new Plugin.Team();
    extensions.bindKind(kind);
    await(T + " is served", () -> index.entities().containsKey(T));
    audit.clear();
    extensions.unbindKind(kind);
    extensions.bindKind(kind);
    await("all is idle", () -> ingestion.status().stream().allMatch(this::isIdle));
    assertEquals(List.of(), audit.lines());
    assertEquals("null", status(T));
  }

  private boolean isIdle(RootStatus root) {
    return root.state().equals("idle");
  }

  @Test
  void restartServesWhatIsStoredAndWritesNothing() throws Exception {
    write("t.yaml", Plugin.team("t", "{lead: ann, size: 1}"));
    extensions.bindKind(new Plugin.Team());
    await(T + " is served", () -> index.entities().containsKey(T));
    ingestion.stop();
    audit.clear();
    Extensions none = new Extensions();
    MemoryIndex second = new MemoryIndex();
    ingestion =
        new DefaultIngestion(
            context(),
            () -> config,
            database,
            audit,
            new Identity(),
            second,
            threads,
            event -> {},
            new ChangeSignal(),
            none);
    await(
        "the location is read",
        () -> ingestion.status().stream().anyMatch(root -> root.lastEnd() > 0 && isIdle(root)));
    assertTrue(second.entities().containsKey(T), "of a kind that is yet to come");
    assertEquals(List.of(), audit.lines());
  }

  @Test
  void kindThatComesWhileTheIngestionStartsIsNotMissed() throws Exception {
    ingestion.stop();
    write("t.yaml", Plugin.team("t", "{lead: ann, size: 1}"));
    Config plain = config;
    Plugin.Team kind = new Plugin.Team();
    // Is read after the ingestion asked what there is, and before it wants to be told.
    config = whenAsked("catalog.limits.files", plain, () -> extensions.bindKind(kind));
    index = new MemoryIndex();
    ingestion = open();
    config = plain;
    await(T + " is served", () -> index.entities().containsKey(T));
  }

  private static Config whenAsked(String key, Config config, Runnable work) {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0].equals(key)) {
                work.run();
              }
              return method.invoke(config, arguments);
            });
  }

  @Test
  void entitiesAreProcessedAgainByAKeyOfAProcessor() throws Exception {
    AtomicReference<String> answer = new AtomicReference<>("one");
    extensions.bindProcessor(
        new Plugin.Idle() {
          @Override
          public Entity postProcess(Entity entity, ProcessingContext context) {
            context.emitRefreshKey("outside");
            return entity.withAnnotation("example.com/answer", answer.get());
          }
        });
    await("the first answer", () -> answer().equals("one"));
    answer.set("two");
    ingestion.byKeys(Set.of("elsewhere"));
    ingestion.byKeys(Set.of("outside"));
    await("the second answer", () -> answer().equals("two"));
  }

  private String answer() {
    return String.valueOf(index.at(A, "metadata", "annotations", "example.com/answer"));
  }

  @Test
  void refreshOfAnUnknownEntityIsRefused() {
    assertThrows(
        PortalException.class, () -> ingestion.refresh(EntityRef.parse("component:default/none")));
    ingestion.refresh(EntityRef.parse(A));
  }

  /** A provider that gives one Team. */
  private static final class People implements EntityProvider {
    private volatile EntityProviderConnection connection;

    @Override
    public String name() {
      return "people";
    }

    @Override
    public void connect(EntityProviderConnection given) {
      Map<String, Object> json =
          Map.of(
              "apiVersion",
              "acme.example/v1",
              "kind",
              "Team",
              "metadata",
              Map.of("name", "t"),
              "spec",
              Map.of("lead", "ann", "size", 2));
      given.replaceAll(List.of(new DeferredEntity(Entity.of(json), Optional.of("people"))));
      connection = given;
    }
  }

  @Test
  void entityOfAProviderIsProcessedAgainWhenItsKindComesAndMarkedWhenItGoes() throws Exception {
    People provider = new People();
    ingestion.bindProvider(provider);
    await("the provider has delivered", () -> provider.connection != null);
    assertFalse(index.entities().containsKey(T));
    Plugin.Team kind = new Plugin.Team();
    extensions.bindKind(kind);
    await(T + " is served", () -> index.entities().containsKey(T));
    ingestion.noticeGoneKinds();
    extensions.unbindKind(kind);
    await("a mark", () -> status(T).contains("No processor recognized"));
    assertEquals("ann", index.at(T, "spec", "lead"));
    ingestion.unbindProvider(provider);
    assertTrue(index.entities().containsKey(T));
  }

  @Test
  void entityOfAProviderNamesWhereItComesFromWhoeverClaimsIt() throws Exception {
    String page = "url:https://host.test/team/a";
    Map<String, Object> json =
        Map.of(
            "apiVersion",
            "backstage.io/v1alpha1",
            "kind",
            "Component",
            "metadata",
            Map.of("name", "g", "annotations", Map.of("backstage.io/managed-by-location", page)),
            "spec",
            Map.of("type", "service", "lifecycle", "production", "owner", "o"));
    People provider = new People();
    ingestion.bindProvider(provider);
    await("the provider has delivered", () -> provider.connection != null);
    provider.connection.applyDelta(
        List.of(new DeferredEntity(Entity.of(json), Optional.of("people"))), List.of());
    await("the component", () -> index.entities().containsKey("component:default/g"));
    assertEquals(
        page,
        index.at(
            "component:default/g", "metadata", "annotations", "backstage.io/managed-by-location"));
  }

  /** Starts once more, as a server in which no plugin has a provider. */
  private MemoryIndex restart(Map<String, Object> more) throws Exception {
    ingestion.stop();
    config = config(more);
    MemoryIndex next = new MemoryIndex();
    ingestion =
        new DefaultIngestion(
            context(),
            () -> config,
            database,
            audit,
            new Identity(),
            next,
            threads,
            event -> {},
            new ChangeSignal(),
            extensions);
    await("what is stored is served", () -> next.entities().containsKey(A));
    return next;
  }

  private void provideTeam() throws Exception {
    extensions.bindKind(new Plugin.Team());
    ingestion.bindProvider(new People());
    await(T + " is served", () -> index.entities().containsKey(T));
  }

  @Test
  void entitiesOfAProviderThatIsNotThereAfterTheStartAreDeleted() throws Exception {
    provideTeam();
    MemoryIndex next = restart(Map.of("catalog.orphanProviderWait", Duration.ZERO));
    await(T + " is gone", () -> !next.entities().containsKey(T));
    assertEquals(Set.of(), store().sources("provider:people").keySet());
    // whoever comes after that delivers as ever
    ingestion.bindProvider(new People());
    await(T + " is served again", () -> next.entities().containsKey(T));
  }

  @Test
  void entitiesOfAProviderThatComesLateOrGoesLaterStay() throws Exception {
    provideTeam();
    MemoryIndex next = restart(Map.of());
    People late = new People();
    ingestion.bindProvider(late);
    await("the provider has delivered", () -> late.connection != null);
    ingestion.unbindProvider(late);
    ingestion.removeGoneProviders();
    assertTrue(next.entities().containsKey(T));
  }

  @Test
  void entitiesOfAProviderThatIsGoneStayWhereTheConfigurationKeepsThem() throws Exception {
    provideTeam();
    MemoryIndex next = restart(Map.of("catalog.orphanProviderStrategy", "keep"));
    ingestion.removeGoneProviders();
    assertTrue(next.entities().containsKey(T));
  }

  @Test
  void F22_tooManyEntitiesOfAProviderThatIsGoneAreHeld() throws Exception {
    provideTeam();
    MemoryIndex next = restart(Map.of("catalog.massDeletion.minimum", 0L));
    audit.clear();
    ingestion.removeGoneProviders();
    assertTrue(audit.lines().toString().contains("mass-delete-held"), audit.lines() + "");
    assertTrue(next.entities().containsKey(T));
  }

  @Test
  void configurationThatNamesNoStrategyForGoneProvidersIsRefused() {
    Config before = config;
    config = config(Map.of("catalog.orphanProviderStrategy", "forget"));
    PortalException e =
        assertThrows(PortalException.class, () -> ingestion.configChanged(before, config));
    assertTrue(e.getMessage().contains("delete or keep"), e.getMessage());
  }

  private CatalogStore store() {
    return ingestion.store();
  }
}
