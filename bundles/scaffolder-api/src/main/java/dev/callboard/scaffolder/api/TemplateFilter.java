package dev.callboard.scaffolder.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that brings a filter for expressions: {@code ${{ value | name(argument) }}}. One that
 * is built in cannot be replaced. Called by several threads at a time while templates are rendered:
 * quick, without effects and without blocking.
 */
@ConsumerType
public interface TemplateFilter {
  /** Returns the name: a letter, then letters, digits and underscores; not null. Asked once. */
  String name();

  /** Returns what it does, in a sentence for template authors. */
  default String description() {
    return "";
  }

  /**
   * Returns JSON Schemas as {@code input}, {@code arguments} (a list) and {@code output}, each
   * optional.
   */
  default Map<String, Object> schema() {
    return Map.of();
  }

  /** Returns examples for template authors. */
  default List<Example> examples() {
    return List.of();
  }

  /**
   * Applies the filter.
   *
   * @param value a JSON value, may be null
   * @param arguments JSON values, may hold null
   * @return a JSON value, may be null
   * @throws dev.callboard.platform.error.PortalException when it cannot be applied; the message
   *     becomes the error of the expression
   */
  Object apply(Object value, List<Object> arguments);
}
