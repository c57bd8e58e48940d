package dev.callboard.scaffolder.provenance;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateInfo;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskStore;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes down what a task made when it registers it. What goes wrong with that is no failure of the
 * task, and stands in its log.
 */
@Component(service = ProvenanceRecorder.class, immediate = true)
public final class ProvenanceRecorder {
  private static final RenderedFiles NONE = new RenderedFiles(Map.of(), Set.of());

  private final Registrations registrations;
  private final TaskStore tasks;
  private final CatalogService catalog;
  private final TemplateVersions versions;
  private final Rendering rendering;
  private final ProvenanceStore store;
  private final TemplateEngines engines;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public ProvenanceRecorder(
      @Reference Registrations registrations,
      @Reference TaskStore tasks,
      @Reference CatalogService catalog,
      @Reference TemplateVersions versions,
      @Reference Rendering rendering,
      @Reference ProvenanceStore store,
      @Reference TemplateEngines engines,
      @Reference ConfigService config) {
    this.registrations = requireNonNull(registrations, "registrations is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.versions = requireNonNull(versions, "versions is null");
    this.rendering = requireNonNull(rendering, "rendering is null");
    this.store = requireNonNull(store, "store is null");
    this.engines = requireNonNull(engines, "engines is null");
    this.config = requireNonNull(config, "config is null");
    registrations.listen(this::registered);
  }

  @Deactivate
  void stop() {
    registrations.listen((context, entityRefs, repository) -> {});
  }

  private void registered(ActionContext context, List<String> entityRefs, String repository) {
    try {
      Optional<Task> task = tasks.find(context.taskId());
      Optional<TemplateInfo> info = context.templateInfo();
      if (task.isPresent() && info.isPresent() && !entityRefs.isEmpty()) {
        record(context, task.get(), info.get(), entityRefs, repository);
      }
    } catch (PortalException e) {
      context.logger().warn("What the template made was not written down: " + e.getMessage());
    }
  }

  private void record(
      ActionContext context,
      Task task,
      TemplateInfo info,
      List<String> entityRefs,
      String repository) {
    Optional<Entity> template =
        catalog.byRef(EntityRef.parse(info.entityRef()), context.principal());
    if (template.isEmpty()) {
      return;
    }
    String version = versions.of(template.get(), info.baseUrl());
    Set<String> hidden = HiddenFields.of(template.get());
    RenderedFiles files = NONE;
    String problem = null;
    try {
      files = rendering.render(task.spec(), hidden, context.principal());
      problem = tooLarge(files);
    } catch (PortalException e) {
      problem = "the template could not be rendered again: " + e.getMessage();
    }
    RenderedFiles kept = problem == null ? files : NONE;
    Map<String, Object> inputs = inputs(task, hidden);
    String digest = "sha256:" + JsonText.digest(inputs.get("parameters"));
    Optional<String> notKept = Optional.ofNullable(problem);
    String folder = PublishedFolder.of(task.spec(), engines.engine());
    store.keep(
        entityRefs.stream()
            .map(
                ref ->
                    new Provenance(
                        ref,
                        task.id(),
                        info.entityRef(),
                        version,
                        inputs,
                        digest,
                        Optional.of(repository),
                        folder,
                        notKept,
                        task.createdBy(),
                        Instant.now()))
            .toList(),
        kept);
  }

  private String tooLarge(RenderedFiles files) {
    ProvenanceSettings settings = ProvenanceSettings.from(config.current());
    long size = files.files().values().stream().mapToLong(file -> file.content().length).sum();
    if (size > settings.maxSize()) {
      return "its files have "
          + size
          + " bytes, scaffolder.provenance.maxSize allows "
          + settings.maxSize();
    }
    if (files.files().size() > settings.maxFiles()) {
      return "it has "
          + files.files().size()
          + " files, scaffolder.provenance.maxFiles allows "
          + settings.maxFiles();
    }
    return null;
  }

  private static Map<String, Object> inputs(Task task, Set<String> hidden) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (task.spec().get("parameters") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> parameters.put(String.valueOf(name), value));
    }
    parameters.keySet().removeAll(hidden);
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("parameters", parameters);
    inputs.put("user", task.spec().getOrDefault("user", Map.of()));
    inputs.put("hidden", List.copyOf(hidden));
    return inputs;
  }
}
