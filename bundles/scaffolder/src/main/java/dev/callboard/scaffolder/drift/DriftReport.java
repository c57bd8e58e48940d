package dev.callboard.scaffolder.drift;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.provenance.Provenance;
import dev.callboard.scaffolder.provenance.ProvenanceStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how far what templates made is behind. Only of entities that the caller may see. */
@Component(service = DriftReport.class)
public final class DriftReport {
  private final CatalogService catalog;
  private final Templates templates;
  private final ProvenanceStore store;
  private final CurrentVersions versions;

  /** Called by the framework. */
  @Activate
  public DriftReport(
      @Reference CatalogService catalog,
      @Reference Templates templates,
      @Reference ProvenanceStore store,
      @Reference CurrentVersions versions) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.templates = requireNonNull(templates, "templates is null");
    this.store = requireNonNull(store, "store is null");
    this.versions = requireNonNull(versions, "versions is null");
  }

  /**
   * Returns how an entity came to be.
   *
   * @throws PortalException with code {@code NOT_FOUND} for one that the caller does not see, or
   *     that no template made
   */
  Provenance provenance(EntityRef ref, PortalPrincipal caller) {
    if (catalog.byRef(ref, caller).isEmpty()) {
      throw PortalException.notFound("Entity " + ref + " not found");
    }
    return store
        .find(ref.toString())
        .orElseThrow(
            () -> PortalException.notFound("No task of this server is known to have made " + ref));
  }

  /** Returns how far one entity is behind, as {@link #provenance}. */
  public Map<String, Object> entity(EntityRef ref, PortalPrincipal caller) {
    Provenance made = provenance(ref, caller);
    return json(made, current(EntityRef.parse(made.templateRef()), caller));
  }

  /** Returns what a template made and how far each is behind. */
  public Map<String, Object> template(EntityRef ref, int limit, PortalPrincipal caller) {
    Template template = templates.load(ref, caller);
    String current = versions.of(template);
    List<Map<String, Object>> entities = new ArrayList<>();
    long behind = 0;
    for (Provenance made : store.ofTemplate(template.entity().ref().toString(), limit)) {
      if (catalog.byRef(EntityRef.parse(made.entityRef()), caller).isPresent()) {
        entities.add(json(made, Optional.of(current)));
        behind += made.version().equals(current) ? 0 : 1;
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("templateRef", template.entity().ref().toString());
    json.put("currentVersion", current);
    json.put("behind", behind);
    json.put("entities", entities);
    return json;
  }

  private Optional<String> current(EntityRef templateRef, PortalPrincipal caller) {
    try {
      return Optional.of(versions.of(templates.load(templateRef, caller)));
    } catch (PortalException e) {
      // It is gone, or the caller does not see it: nothing can be said of it.
      return Optional.empty();
    }
  }

  private Map<String, Object> json(Provenance made, Optional<String> current) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", made.entityRef());
    json.put("templateRef", made.templateRef());
    json.put("taskId", made.taskId());
    json.put("createdAt", made.createdAt().toString());
    json.put("version", made.version());
    json.put("inputsDigest", made.inputsDigest());
    made.repository().ifPresent(url -> json.put("repository", url));
    current.ifPresent(version -> json.put("currentVersion", version));
    json.put("state", state(made, current));
    current
        .filter(version -> !version.equals(made.version()))
        .flatMap(version -> store.newer(made.templateRef(), made.version()))
        .ifPresent(count -> json.put("versionsBehind", count));
    if (current.filter(made.version()::equals).isPresent()) {
      json.put("versionsBehind", 0);
    }
    return json;
  }

  private static String state(Provenance made, Optional<String> current) {
    if (current.isEmpty()) {
      return "unknown";
    }
    return current.get().equals(made.version()) ? "current" : "behind";
  }
}
