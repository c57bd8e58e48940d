package dev.callboard.scaffolder.parameters;

import dev.callboard.catalog.api.Entity;
import dev.callboard.scaffolder.schema.JsonSchema;
import dev.callboard.scaffolder.schema.SchemaError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template, as far as somebody may see it.
 *
 * @param entity as the catalog has it
 * @param pages the pages of its form
 * @param steps its steps
 */
public record Template(
    Entity entity, List<Map<String, Object>> pages, List<Map<String, Object>> steps) {
  private static final String NO_TITLE = "Please enter the following information";
  private static final String LOCATION = "backstage.io/managed-by-location";
  private static final String SOURCE = "backstage.io/source-location";

  /** Returns the form as the REST API shows it. */
  public Map<String, Object> form() {
    Map<String, Object> metadata = entity.metadata();
    Map<String, Object> form = new LinkedHashMap<>();
    Object title = metadata.get("title");
    form.put("title", title == null ? metadata.get("name") : title);
    put(form, "presentation", entity.spec().get("presentation"));
    put(form, "description", metadata.get("description"));
    put(form, "ui:options", metadata.get("ui:options"));
    form.put("steps", pages.stream().map(Template::page).toList());
    Object decorators = entity.spec().get("formDecorators");
    Object old = entity.spec().get("EXPERIMENTAL_formDecorators");
    put(form, "EXPERIMENTAL_formDecorators", decorators == null ? old : decorators);
    put(form, "formDecorators", decorators == null ? old : decorators);
    return form;
  }

  private static Map<String, Object> page(Map<String, Object> schema) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", schema.getOrDefault("title", NO_TITLE));
    put(page, "description", schema.get("description"));
    page.put("schema", schema);
    return page;
  }

  private static void put(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  /** Returns what is wrong with values, of the first page with which something is. */
  public List<SchemaError> check(Map<String, Object> values) {
    for (Map<String, Object> page : pages) {
      List<SchemaError> errors = JsonSchema.of(page).check(values);
      if (!errors.isEmpty()) {
        return errors;
      }
    }
    return List.of();
  }

  /** Returns what is wrong with secrets; the errors do not show them. */
  @SuppressWarnings("unchecked")
  public List<SchemaError> checkSecrets(Map<String, String> secrets) {
    if (!(entity.spec().get("secrets") instanceof Map<?, ?> described)
        || !(described.get("schema") instanceof Map<?, ?> schema)) {
      return List.of();
    }
    return JsonSchema.of((Map<String, Object>) schema).check(secrets).stream()
        .map(
            error ->
                new SchemaError(
                    error.path(),
                    error.message(),
                    error.schema(),
                    "***",
                    error.name(),
                    error.argument()))
        .toList();
  }

  /**
   * Returns what a task does that is made of this template.
   *
   * @param values of the form
   * @param userRef who makes it; null for nobody who is a user
   * @param user the entity of the user
   */
  public Map<String, Object> spec(
      Map<String, Object> values, String userRef, Optional<Entity> user) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("apiVersion", entity.apiVersion());
    spec.put("steps", namedSteps());
    put(spec, "EXPERIMENTAL_recovery", entity.spec().get("EXPERIMENTAL_recovery"));
    spec.put("output", entity.spec().getOrDefault("output", Map.of()));
    spec.put("parameters", values);
    Map<String, Object> by = new LinkedHashMap<>();
    user.ifPresent(found -> by.put("entity", found.json()));
    put(by, "ref", userRef);
    spec.put("user", by);
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("entityRef", entity.ref().toString());
    put(info, "baseUrl", baseUrl().orElse(null));
    info.put("entity", Map.of("metadata", entity.metadata()));
    spec.put("templateInfo", info);
    return spec;
  }

  private List<Map<String, Object>> namedSteps() {
    List<Map<String, Object>> named = new ArrayList<>();
    for (Map<String, Object> step : steps) {
      Map<String, Object> copy = new LinkedHashMap<>(step);
      copy.putIfAbsent("id", "step-" + (named.size() + 1));
      copy.putIfAbsent("name", step.get("action"));
      named.add(copy);
    }
    return named;
  }

  /**
   * Returns where the files of the template are. Who writes an entity writes its source location
   * too, so that a local file counts only where the catalog itself has read the entity from one.
   */
  private Optional<String> baseUrl() {
    Optional<String> source =
        entity.annotation(SOURCE).filter(text -> text.startsWith("url:")).map(Template::target);
    return source.isPresent()
        ? source
        : entity
            .annotation(LOCATION)
            .filter(text -> text.startsWith("url:") || text.startsWith("file:"))
            .map(text -> text.startsWith("url:") ? target(text) : "file://" + target(text));
  }

  private static String target(String location) {
    return location.substring(location.indexOf(':') + 1);
  }
}
