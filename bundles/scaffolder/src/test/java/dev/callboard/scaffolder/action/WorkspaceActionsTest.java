package dev.callboard.scaffolder.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceActionsTest {
  @TempDir Path temp;
  private FakeContext context;

  @BeforeEach
  void open() throws IOException {
    context = new FakeContext(temp, null);
    context.workspace().writeText("a.txt", "a");
    context.workspace().writeText("d/b.txt", "b\nb");
    context.workspace().writeText("d/e/c.md", "c");
  }

  private void run(TemplateAction action, Map<String, Object> input) throws Exception {
    action.run(context.with(input));
  }

  private List<String> files() throws IOException {
    return context.workspace().walk("").stream()
        .filter(WorkspaceEntry::isFile)
        .map(WorkspaceEntry::path)
        .toList();
  }

  @Test
  void everyActionFitsItsDescription() {
    for (DescribedAction action :
        List.of(
            new DebugLogAction(),
            new DebugWaitAction(),
            new FsDeleteAction(),
            new FsRenameAction(),
            new FsReaddirAction(),
            new CatalogWriteAction())) {
      RegisteredAction registered = new RegisteredAction(action);
      assertFalse(action.description().isEmpty());
      assertFalse(action.examples().isEmpty());
      assertFalse(registered.check(Map.of("nobody", 1)).isEmpty(), action.id());
    }
  }

  @Test
  void deletesWhatPatternsMatch() throws Exception {
    run(new FsDeleteAction(), Map.of("files", List.of("**/*.md", "a.txt", "nothing")));
    assertEquals(List.of("d/b.txt"), files());

    run(new FsDeleteAction(), Map.of("files", List.of("**")));
    assertEquals(List.of(), context.workspace().walk(""));
  }

  @Test
  void deletesADirectoryWithItsContent() throws Exception {
    run(new FsDeleteAction(), Map.of("files", List.of("d")));

    assertEquals(List.of("a.txt"), files());
  }

  @Test
  void movesFilesAndSaysSo() throws Exception {
    run(new FsRenameAction(), Map.of("files", List.of(Map.of("from", "a.txt", "to", "x/y.txt"))));

    assertEquals(List.of("d/b.txt", "d/e/c.md", "x/y.txt"), files());
    assertEquals(List.of("File a.txt renamed to x/y.txt successfully"), context.lines);
  }

  @Test
  void aMoveThatFailsIsTold() {
    assertThrows(
        PortalException.class,
        () ->
            run(
                new FsRenameAction(),
                Map.of("files", List.of(Map.of("from", "a.txt", "to", "d/b.txt")))));
    assertTrue(context.lines.get(0).startsWith("Failed to rename file a.txt to d/b.txt"));
  }

  @Test
  void listsFilesAndFolders() throws Exception {
    run(new FsReaddirAction(), Map.of("paths", List.of("d")));
    assertEquals(
        List.of(Map.of("name", "b.txt", "path", "d/b.txt", "fullPath", "d/b.txt")),
        context.outputs.get("files"));
    assertEquals(
        List.of(Map.of("name", "e", "path", "d/e", "fullPath", "d/e")),
        context.outputs.get("folders"));

    run(new FsReaddirAction(), Map.of("paths", List.of("."), "recursive", true));
    assertEquals(3, ((List<?>) context.outputs.get("files")).size());
  }

  @Test
  void logsTheMessageAndTheFiles() throws Exception {
    run(new DebugLogAction(), Map.of("message", "hi"));
    run(new DebugLogAction(), Map.of("listWorkspace", true));
    run(new DebugLogAction(), Map.of("listWorkspace", "with-contents"));

    assertEquals("{\n  \"message\": \"hi\"\n}", context.lines.get(0));
    assertEquals("hi", context.lines.get(1));
    assertEquals("Workspace:\n  - a.txt\n  - d/b.txt\n  - d/e/c.md", context.lines.get(3));
    assertTrue(context.lines.get(5).contains("  - d/b.txt:\n\n  b\n  b\n  - d/e/c.md"));
  }

  @Test
  void waitsForTenMinutesAtTheMost() throws Exception {
    run(new DebugWaitAction(), Map.of("milliseconds", 20, "seconds", 0.02));
    run(new DebugWaitAction(), Map.of("minutes", 10));
    assertEquals(List.of("pause PT0.04S", "pause PT10M"), context.lines);

    PortalException error =
        assertThrows(
            PortalException.class,
            () -> run(new DebugWaitAction(), Map.of("minutes", 10, "milliseconds", 1)));
    assertEquals(ErrorCode.INPUT, error.code());
  }

  @Test
  void asksWhoIsNamedForAsLongAsSaid() throws Exception {
    context.answer = Optional.of(new Approval(true, "user:default/bob", "fine", Instant.EPOCH));
    ApprovalRequestAction action =
        new ApprovalRequestAction(() -> MapConfig.of("scaffolder.approval.timeout", "P3D"));
    run(
        action,
        Map.of(
            "approvers",
                List.of("platform", "user:ada", "external:board", "group:default/platform"),
            "message", "May I?",
            "timeout", Map.of("days", 1.5)));

    assertEquals(
        List.of("group:default/platform", "user:default/ada", "external:board"),
        context.asked.approvers());
    assertEquals(Duration.ofHours(36), context.asked.timeout());
    assertFalse(context.asked.byInitiator());
    assertEquals(
        Map.of(
            "approvedBy", "user:default/bob",
            "comment", "fine",
            "approvedAt", "1970-01-01T00:00:00Z"),
        context.outputs);
    run(action, Map.of("approvers", List.of("x"), "message", "", "allowInitiator", true));
    assertEquals(Duration.ofDays(3), context.asked.timeout());
    assertTrue(context.asked.byInitiator());
  }

  @Test
  void aNoAndNoAnswerFailTheStep() {
    ApprovalRequestAction action = new ApprovalRequestAction(MapConfig::empty);
    Map<String, Object> input = Map.of("approvers", List.of("a"), "message", "?");
    context.answer = Optional.of(new Approval(false, "user:default/bob", "too big", Instant.EPOCH));
    PortalException no = assertThrows(PortalException.class, () -> run(action, input));
    assertEquals("user:default/bob rejected the request: too big", no.getMessage());
    context.answer = Optional.empty();
    PortalException nobody = assertThrows(PortalException.class, () -> run(action, input));
    assertEquals("Nobody of group:default/a answered within 7 days", nobody.getMessage());
    assertThrows(
        PortalException.class,
        () -> run(action, Map.of("approvers", List.of("api:x"), "message", "?")));
  }

  @Test
  void waitsUntilAMomentOrForATime() throws Exception {
    run(new WaitUntilAction(), Map.of("after", Map.of("days", 2, "hours", 1)));
    assertEquals(List.of("pause PT49H"), context.lines);
    context.lines.clear();
    run(new WaitUntilAction(), Map.of("time", "2001-01-01T00:00:00+01:00"));
    assertTrue(context.lines.get(0).startsWith("pause PT-"), "" + context.lines);
    assertThrows(
        PortalException.class, () -> run(new WaitUntilAction(), Map.of("time", "tomorrow")));
    assertThrows(
        PortalException.class,
        () -> run(new WaitUntilAction(), Map.of("after", Map.of("days", 0))));
  }

  @Test
  void writesAnEntityWithItsTemplate() throws Exception {
    run(
        new CatalogWriteAction(),
        Map.of(
            "entity",
            Map.of("kind", "Component", "metadata", Map.of("annotations", Map.of("a", "b")))));

    String yaml = context.workspace().readText("catalog-info.yaml");
    assertTrue(yaml.contains("kind: Component\n"), yaml);
    assertTrue(yaml.contains("    backstage.io/source-template: template:default/t\n"), yaml);
    assertTrue(yaml.contains("    a: b\n"), yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "a/../../x", ".git/config", "~/.ssh/x"})
  void P09_noActionReachesOutOfTheWorkspace(String path) {
    for (Map.Entry<TemplateAction, Map<String, Object>> call :
        Map.<TemplateAction, Map<String, Object>>of(
                new FsDeleteAction(), Map.of("files", List.of(path)),
                new FsRenameAction(), Map.of("files", List.of(Map.of("from", "a.txt", "to", path))),
                new FsReaddirAction(), Map.of("paths", List.of(path)),
                new CatalogWriteAction(), Map.of("filePath", path, "entity", Map.of()))
            .entrySet()) {
      PortalException error =
          assertThrows(PortalException.class, () -> run(call.getKey(), call.getValue()));
      assertEquals(ErrorCode.INPUT, error.code(), call.getKey().id());
    }
  }

  @Test
  void P08_linksAreNeitherListedIntoNorReadNorDeletedThrough() throws Exception {
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(temp.resolve("ws/link"), outside);
    Files.createSymbolicLink(temp.resolve("ws/file"), outside.resolve("secret.txt"));

    run(new DebugLogAction(), Map.of("listWorkspace", "with-contents"));
    assertFalse(context.lines.toString().contains("secret"), context.lines.toString());
    run(new FsReaddirAction(), Map.of("paths", List.of("."), "recursive", true));
    assertFalse(context.outputs.toString().contains("secret"));
    run(new FsDeleteAction(), Map.of("files", List.of("**")));
    assertEquals("secret", Files.readString(outside.resolve("secret.txt")));
  }

  @Test
  void aTemplateBesideALocalFileReachesNothingAboveIt() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("template/skeleton/sub"));
    Files.writeString(folder.resolve("x"), "x");
    Files.writeString(temp.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(temp.resolve("template/link"), temp.resolve("secret.txt"));
    context = new FakeContext(temp, "file://" + temp.resolve("template/template.yaml"));
    UrlReader nobody =
        (UrlReader)
            Proxy.newProxyInstance(
                UrlReader.class.getClassLoader(),
                new Class<?>[] {UrlReader.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method + " was asked");
                });
    TemplateFiles files = new TemplateFiles(nobody, MapConfig::empty);

    run(new FetchPlainAction(files), Map.of("url", "./skeleton", "targetPath", "out"));
    assertEquals("x", context.workspace().readText("out/sub/x"));
    run(new FetchPlainFileAction(files), Map.of("url", "skeleton/sub/x", "targetPath", "y"));
    assertEquals("x", context.workspace().readText("y"));
    for (String url :
        List.of("../secret.txt", "link", "/etc/passwd", "skeleton/../../secret.txt")) {
      PortalException error =
          assertThrows(
              PortalException.class,
              () -> run(new FetchPlainFileAction(files), Map.of("url", url, "targetPath", "z")));
      assertEquals(ErrorCode.INPUT, error.code(), url);
    }
  }
}
