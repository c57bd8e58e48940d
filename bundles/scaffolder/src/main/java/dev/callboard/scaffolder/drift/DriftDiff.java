package dev.callboard.scaffolder.drift;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.provenance.Provenance;
import dev.callboard.scaffolder.provenance.ProvenanceStore;
import dev.callboard.scaffolder.provenance.RenderedFiles;
import dev.callboard.scaffolder.provenance.Rendering;
import dev.callboard.scaffolder.task.DryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares three states of what a template made: what it rendered to at the time, what it renders
 * to today with the same values, and what the repository has now.
 */
@Component(service = DriftDiff.class)
public final class DriftDiff {
  private final DriftReport report;
  private final Templates templates;
  private final ProvenanceStore store;
  private final Rendering rendering;
  private final UrlReader reader;

  /** Called by the framework. */
  @Activate
  public DriftDiff(
      @Reference DriftReport report,
      @Reference Templates templates,
      @Reference ProvenanceStore store,
      @Reference Rendering rendering,
      @Reference UrlReader reader) {
    this.report = requireNonNull(report, "report is null");
    this.templates = requireNonNull(templates, "templates is null");
    this.store = requireNonNull(store, "store is null");
    this.rendering = requireNonNull(rendering, "rendering is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  /**
   * Returns what the template of today would change. Blocks for as long as hosts take.
   *
   * @throws PortalException with code {@code NOT_FOUND} for an entity or template that the caller
   *     does not see, {@code CONFLICT} when nothing was kept to compare with
   */
  public Map<String, Object> of(EntityRef ref, PortalPrincipal caller) {
    Provenance made = report.provenance(ref, caller);
    if (made.notKept().isPresent()) {
      throw PortalException.conflict(
          "There is nothing to compare with, because " + made.notKept().get());
    }
    RenderedFiles base = store.files(made.taskId()).in(made.folder());
    RenderedFiles theirs = render(made, caller).in(made.folder());
    List<FileChange> changes = changes(made, base, theirs);
    Map<String, Object> json = new LinkedHashMap<>(report.entity(ref, caller));
    json.put(
        "conflicts", changes.stream().filter(c -> c.state() == FileChange.State.CONFLICT).count());
    json.put("files", changes.stream().map(FileChange::json).toList());
    return json;
  }

  @SuppressWarnings("unchecked")
  private RenderedFiles render(Provenance made, PortalPrincipal caller) {
    Template template = templates.load(EntityRef.parse(made.templateRef()), caller);
    Map<String, Object> parameters = (Map<String, Object>) made.inputs().get("parameters");
    Map<String, Object> spec = template.spec(parameters, null, Optional.empty());
    spec.put("user", made.inputs().get("user"));
    Set<String> hidden =
        ((List<?>) made.inputs().get("hidden"))
            .stream().map(String::valueOf).collect(Collectors.toSet());
    return rendering.render(spec, hidden, caller);
  }

  private List<FileChange> changes(Provenance made, RenderedFiles base, RenderedFiles theirs) {
    Set<String> unknown = new TreeSet<>(base.unknown());
    unknown.addAll(theirs.unknown());
    Set<String> paths = new TreeSet<>(base.files().keySet());
    paths.addAll(theirs.files().keySet());
    paths.removeAll(unknown);
    List<FileChange> changes = new ArrayList<>();
    String repository = made.repository().orElseThrow();
    try (SourceTree tree = reader.readTree(repository, ReadOptions.none())) {
      Path directory = tree.directory().orElseThrow();
      for (String path : paths) {
        byte[] old = content(base.files().get(path));
        byte[] now = content(theirs.files().get(path));
        FileMerge.of(path, old, read(directory, path), now).ifPresent(changes::add);
      }
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The files of " + repository + " cannot be read", e);
    }
    for (String path : unknown) {
      String note = "its content depends on a secret, which is not kept";
      changes.add(new FileChange(path, FileChange.State.NOT_COMPARED, note, ""));
    }
    return changes;
  }

  private static byte[] content(DryRun.File file) {
    return file == null ? null : file.content();
  }

  private static byte[] read(Path directory, String path) throws IOException {
    Path file = directory.resolve(path).normalize();
    boolean isInside = file.startsWith(directory);
    return isInside && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAllBytes(file)
        : null;
  }
}
