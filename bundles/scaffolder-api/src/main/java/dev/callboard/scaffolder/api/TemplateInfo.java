package dev.callboard.scaffolder.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * Which template a task runs.
 *
 * @param entityRef the canonical reference, such as {@code template:default/service}
 * @param baseUrl the URL of the template's file, against which relative URLs of steps are resolved,
 *     or empty when the template comes from no file
 * @param metadata the {@code metadata} of the template's entity at the time the task was created
 */
public record TemplateInfo(
    String entityRef, Optional<String> baseUrl, Map<String, Object> metadata) {
  /** Checks the arguments. */
  public TemplateInfo {
    requireNonNull(entityRef, "entityRef is null");
    requireNonNull(baseUrl, "baseUrl is null");
    requireNonNull(metadata, "metadata is null");
  }
}
