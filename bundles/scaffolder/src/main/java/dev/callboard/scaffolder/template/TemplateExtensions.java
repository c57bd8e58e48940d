package dev.callboard.scaffolder.template;

import java.util.Map;
import java.util.Optional;

/**
 * Filters and globals beyond those of the language, for example from plugins. Asked at every
 * rendering, so that what comes and goes is seen at once; the methods must be quick and safe for
 * concurrent use.
 */
public interface TemplateExtensions {

  /** No extensions. */
  TemplateExtensions NONE =
      new TemplateExtensions() {
        @Override
        public Optional<TemplateFunction> filter(String name) {
          return Optional.empty();
        }

        @Override
        public Map<String, Object> globals() {
          return Map.of();
        }
      };

  /** The filter of a name. It goes before a filter of the language with the same name. */
  Optional<TemplateFunction> filter(String name);

  /**
   * Global values and {@link TemplateFunction}s by name; the context of a rendering goes before.
   */
  Map<String, Object> globals();
}
