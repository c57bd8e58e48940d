package dev.callboard.scaffolder.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that brings a global function for expressions: {@code ${{ name(argument) }}}. The rules
 * are those of {@link TemplateFilter}.
 */
@ConsumerType
public interface TemplateFunction {
  /** Returns the name: a letter, then letters, digits and underscores; not null. Asked once. */
  String name();

  /** Returns what it does, in a sentence for template authors. */
  default String description() {
    return "";
  }

  /** Returns JSON Schemas as {@code arguments} (a list) and {@code output}, each optional. */
  default Map<String, Object> schema() {
    return Map.of();
  }

  /** Returns examples for template authors. */
  default List<Example> examples() {
    return List.of();
  }

  /**
   * Calls the function.
   *
   * @param arguments JSON values, may hold null
   * @return a JSON value, may be null
   * @throws dev.callboard.platform.error.PortalException when it cannot be called so; the message
   *     becomes the error of the expression
   */
  Object call(List<Object> arguments);
}
