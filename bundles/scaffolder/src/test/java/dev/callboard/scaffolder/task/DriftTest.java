package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.LocationService;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.action.CatalogRegisterAction;
import dev.callboard.scaffolder.action.FetchTemplateAction;
import dev.callboard.scaffolder.action.TemplateFiles;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.drift.CurrentVersions;
import dev.callboard.scaffolder.drift.DriftDiff;
import dev.callboard.scaffolder.drift.DriftReport;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.provenance.Provenance;
import dev.callboard.scaffolder.provenance.ProvenanceRecorder;
import dev.callboard.scaffolder.provenance.ProvenanceStore;
import dev.callboard.scaffolder.provenance.Registrations;
import dev.callboard.scaffolder.provenance.Rendering;
import dev.callboard.scaffolder.provenance.TemplateVersions;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template made is compared with the template of later days. */
class DriftTest {
  private static final EntityRef DEMO = EntityRef.parse("component:default/demo");
  private static final EntityRef TEMPLATE = EntityRef.parse("template:default/t");
  private static final String README = "# ${{ values.name }}\n\none\ntwo\nthree\nfour\nfive\n";

  @TempDir Path temp;
  private final Map<String, Entity> entities = new LinkedHashMap<>();
  private SqliteDatabase database;
  private TestNode node;
  private ProvenanceStore store;
  private DriftReport report;
  private DriftDiff diff;

  @BeforeEach
  void open() throws Exception {
    skeleton("README.md", README);
    skeleton("old.txt", "old\n");
    skeleton("token.env", "TOKEN=${{ values.token }}\n");
    skeleton("pin.txt", "pin ${{ values.pin }}\n");
    start(MapConfig.of("scaffolder.drift.refresh", "PT0S"));
  }

  private void start(MapConfig config) throws Exception {
    database = new SqliteDatabase(temp.resolve("db.sqlite"));
    node = new TestNode(database, temp, "a", config);
    entities.put("component:default/demo", entity("Component", "demo", Map.of()));
    entities.put("template:default/t", template());
    UrlReader reader = reader();
    TemplateEngines engines = new TemplateEngines(new PluginExtensions(reader), () -> config);
    Registrations registrations = new Registrations();
    node.add(new FetchTemplateAction(new TemplateFiles(reader, () -> config), engines));
    node.add("publish:copy", this::publish);
    node.add(new CatalogRegisterAction(new Locations(), reader, registrations));
    TaskDatabase tasks = new TaskDatabase(database, node.signals);
    store = new ProvenanceStore(tasks, () -> config);
    TemplateVersions versions = new TemplateVersions(reader, () -> config);
    Rendering rendering = new Rendering(new DryRun(node.services));
    Catalog catalog = new Catalog();
    new ProvenanceRecorder(
        registrations, node.store, catalog, versions, rendering, store, engines, () -> config);
    Templates templates = new Templates(catalog, node.policy);
    report =
        new DriftReport(
            catalog, templates, store, new CurrentVersions(versions, store, () -> config));
    diff = new DriftDiff(report, templates, store, rendering, reader);
    node.worker.start();
  }

  @AfterEach
  void close() throws Exception {
    node.close();
    database.close();
  }

  private void skeleton(String name, String text) throws IOException {
    Path file = temp.resolve("template/skeleton").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void repository(String name, String text) throws IOException {
    Files.writeString(temp.resolve("repository").resolve(name), text);
  }

  private void publish(dev.callboard.scaffolder.api.ActionContext context) throws Exception {
    for (WorkspaceEntry entry : context.workspace().walk("out")) {
      Path file = temp.resolve("repository").resolve(entry.path().substring("out/".length()));
      Files.createDirectories(file.getParent());
      Files.write(file, context.workspace().readBytes(entry.path()));
    }
  }

  private static Entity entity(String kind, String name, Map<String, Object> spec) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("apiVersion", "scaffolder.backstage.io/v1beta3");
    json.put("kind", kind);
    json.put("metadata", Map.of("name", name));
    json.put("spec", spec);
    return Entity.of(json);
  }

  private Entity template() {
    Map<String, Object> values =
        Map.of(
            "name", "${{ parameters.name }}",
            "token", "${{ secrets.token }}",
            "pin", "${{ parameters.pin }}");
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(
        "parameters",
        Map.of("properties", Map.of("pin", Map.of("type", "string", "ui:widget", "password"))));
    spec.put(
        "steps",
        List.of(
            step(
                "f",
                "fetch:template",
                "input",
                Map.of("url", "./skeleton", "targetPath", "out", "values", values)),
            step("p", "publish:copy", "input", Map.of("sourcePath", "./out")),
            step(
                "r",
                "catalog:register",
                "input",
                Map.of("repoContentsUrl", "https://git.example/demo"))));
    return entity("Template", "t", spec)
        .withAnnotation(
            "backstage.io/managed-by-location", "file:" + temp.resolve("template/template.yaml"));
  }

  private UrlReader reader() {
    return (UrlReader)
        Proxy.newProxyInstance(
            UrlReader.class.getClassLoader(),
            new Class<?>[] {UrlReader.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isSourceHost" -> true;
                  case "resolve" -> arguments[1] + String.valueOf(arguments[0]);
                  case "readTree" ->
                      SourceTree.of(temp.resolve("repository"), List.of(), null, null, () -> {});
                  default -> throw new AssertionError(method + " was asked");
                });
  }

  private void make() throws Exception {
    Map<String, Object> spec =
        new Templates(new Catalog(), node.policy)
            .load(TEMPLATE, TestPrincipal.ALICE)
            .spec(
                Map.of("name", "demo", "pin", "4711-4711"), "user:default/alice", Optional.empty());
    String id = node.create(spec, Map.of("token", "geheim-123"));
    assertEquals("completed", node.awaitEnd(id).status().text(), node.messages(id).toString());
    assertFalse(node.messages(id).toString().contains("not written down"));
  }

  private Map<String, Object> drift() {
    return report.entity(DEMO, TestPrincipal.ALICE);
  }

  private Map<String, Map<?, ?>> files() {
    Map<String, Map<?, ?>> files = new LinkedHashMap<>();
    for (Object file : (List<?>) diff.of(DEMO, TestPrincipal.ALICE).get("files")) {
      files.put(String.valueOf(((Map<?, ?>) file).get("path")), (Map<?, ?>) file);
    }
    return files;
  }

  @Test
  void whatATaskRegistersIsKnownWithVersionAndDigestOfItsInputs() throws Exception {
    make();

    Provenance made = store.find("component:default/demo").orElseThrow();
    assertEquals("template:default/t", made.templateRef());
    assertTrue(made.version().matches("sha256:[0-9a-f]{64}"), made.version());
    assertTrue(made.inputsDigest().matches("sha256:[0-9a-f]{64}"));
    assertEquals("out", made.folder());
    assertEquals(Optional.empty(), made.notKept());
    assertEquals("user:default/alice", made.createdBy());
    assertEquals("current", drift().get("state"));
    assertEquals(0, drift().get("versionsBehind"));
    assertEquals(0L, report.template(TEMPLATE, 10, TestPrincipal.ALICE).get("behind"));
  }

  @Test
  void eachVersionThatCameLaterCounts() throws Exception {
    make();
    skeleton("README.md", README + "six\n");
    assertEquals(1L, drift().get("versionsBehind"));
    assertEquals("behind", drift().get("state"));

    skeleton("README.md", README + "seven\n");
    assertEquals(2L, drift().get("versionsBehind"));
    assertEquals(1L, report.template(TEMPLATE, 10, TestPrincipal.ALICE).get("behind"));

    skeleton("README.md", README);
    assertEquals("current", drift().get("state"), "back to where it was");
    entities.remove("template:default/t");
    assertEquals("unknown", drift().get("state"));
  }

  @Test
  void theDiffHasWhatTheTemplateChangedAndKeepsWhatTheRepositoryDid() throws Exception {
    make();
    skeleton("README.md", README.replace("five", "FIVE"));
    skeleton("new.txt", "new\n");
    Files.delete(temp.resolve("template/skeleton/old.txt"));
    repository("README.md", "# demo of ours\n\none\ntwo\nthree\nfour\nfive\n");

    Map<String, Map<?, ?>> files = files();

    assertEquals("changed", files.get("README.md").get("state"));
    assertTrue(files.get("README.md").get("diff").toString().contains("-five\n+FIVE\n"));
    assertFalse(files.get("README.md").get("diff").toString().contains("-# demo of ours"));
    assertEquals("added", files.get("new.txt").get("state"));
    assertEquals("deleted", files.get("old.txt").get("state"));
  }

  @Test
  void whatBothChangedIsAConflictWithMarks() throws Exception {
    make();
    skeleton("README.md", README.replace("five", "FIVE"));
    skeleton("old.txt", "changed\n");
    repository("README.md", "# demo\n\none\ntwo\nthree\nfour\n5\n");
    Files.delete(temp.resolve("repository/old.txt"));

    Map<String, Map<?, ?>> files = files();

    assertEquals("conflict", files.get("README.md").get("state"));
    String text = files.get("README.md").get("diff").toString();
    assertTrue(text.contains("+<<<<<<< repository\n 5\n+=======\n+FIVE\n+>>>>>>> template"), text);
    assertEquals("conflict", files.get("old.txt").get("state"));
    assertEquals(2L, diff.of(DEMO, TestPrincipal.ALICE).get("conflicts"));
  }

  @Test
  void T07_secretsAndPasswordsAreNotKeptAndTheirFilesAreNotCompared() throws Exception {
    make();
    skeleton("token.env", "T=${{ values.token }}\n");

    Map<String, Map<?, ?>> files = files();

    assertEquals("not_compared", files.get("token.env").get("state"));
    assertEquals("not_compared", files.get("pin.txt").get("state"));
    String kept =
        store.find("component:default/demo").orElseThrow().toString()
            + store.files(store.find("component:default/demo").orElseThrow().taskId());
    assertFalse(kept.contains("4711-4711"), kept);
    String tables =
        database.read(
            connection ->
                Sql.list(
                        connection,
                        row -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                        "SELECT content FROM provenance_contents")
                    .toString());
    assertFalse(tables.contains("geheim"), tables);
    assertFalse(tables.contains("4711"), tables);
    assertTrue(tables.contains("# demo"), tables);
  }

  @Test
  void anEntityThatTheCallerDoesNotSeeOrNoTemplateMadeIsNotFound() throws Exception {
    assertEquals(ErrorCode.NOT_FOUND, assertThrows(PortalException.class, this::drift).code());
    make();
    entities.remove("component:default/demo");
    assertEquals(ErrorCode.NOT_FOUND, assertThrows(PortalException.class, this::drift).code());
    assertEquals(List.of(), report.template(TEMPLATE, 10, TestPrincipal.ALICE).get("entities"));
  }

  @Test
  void filesBeyondTheLimitAreNotKeptAndTheDiffSaysSo() throws Exception {
    for (int limit : new int[] {3, 4}) {
      node.close();
      database.close();
      start(
          MapConfig.of("scaffolder.drift.refresh", "PT0S")
              .with("scaffolder.provenance.maxFiles", limit)
              .with("scaffolder.provenance.maxSize", 1_000));
      make();
      Provenance made = store.find("component:default/demo").orElseThrow();
      assertEquals(Optional.empty(), made.notKept(), "2 files are known, 2 hold secrets");
    }
    node.close();
    database.close();
    start(MapConfig.of("scaffolder.provenance.maxFiles", 1));
    make();
    PortalException error = assertThrows(PortalException.class, this::files);
    assertEquals(ErrorCode.CONFLICT, error.code());
    assertTrue(error.getMessage().contains("scaffolder.provenance.maxFiles"), error.getMessage());
  }

  @Test
  void whatIsTooOldAndVersionsBeyondTheLimitAreForgotten() throws Exception {
    make();
    for (int i = 0; i < 5; i++) {
      store.see("template:default/t", "v" + i);
    }
    assertEquals(Optional.of(4L), store.newer("template:default/t", "v0"));
    node.close();
    database.close();
    start(
        MapConfig.of("scaffolder.provenance.retention", "PT0S")
            .with("scaffolder.provenance.maxVersions", 2));
    store.see("template:default/t", "v9");
    assertEquals(Optional.empty(), store.newer("template:default/t", "v3"));
    assertEquals(Optional.of(1L), store.newer("template:default/t", "v4"));
    Thread.onSpinWait();
    long before = System.currentTimeMillis();
    while (System.currentTimeMillis() == before) {
      Thread.onSpinWait();
    }
    entities.put("component:default/other", entity("Component", "other", Map.of()));
    store.keep(
        List.of(copy(store.find("component:default/demo").orElseThrow())),
        new dev.callboard.scaffolder.provenance.RenderedFiles(Map.of(), java.util.Set.of()));
    assertEquals(Optional.empty(), store.find("component:default/demo"));
  }

  private static Provenance copy(Provenance made) {
    return new Provenance(
        "component:default/other",
        "another",
        made.templateRef(),
        made.version(),
        made.inputs(),
        made.inputsDigest(),
        made.repository(),
        made.folder(),
        made.notKept(),
        made.createdBy(),
        made.createdAt());
  }

  private final class Catalog implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(entities.get(ref.toString()));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      throw new AssertionError("nobody lists");
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new AssertionError("nobody refreshes");
    }
  }

  private final class Locations implements LocationService {
    @Override
    public boolean register(String url, PortalPrincipal principal) {
      return true;
    }

    @Override
    public List<Entity> entities(String url, PortalPrincipal principal) {
      return List.of(entities.get("component:default/demo"));
    }
  }
}
