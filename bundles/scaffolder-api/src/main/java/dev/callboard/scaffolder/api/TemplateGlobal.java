package dev.callboard.scaffolder.api;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that brings a global value for expressions: {@code ${{ name }}}. */
@ConsumerType
public interface TemplateGlobal {
  /** Returns the name: a letter, then letters, digits and underscores; not null. Asked once. */
  String name();

  /** Returns what it is, in a sentence for template authors. */
  default String description() {
    return "";
  }

  /**
   * Returns the value, a JSON value that everybody may see. Asked for each task; must not block.
   */
  Object value();
}
