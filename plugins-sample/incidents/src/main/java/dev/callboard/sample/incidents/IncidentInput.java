package dev.callboard.sample.incidents;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;

/**
 * What a client sends, not checked yet.
 *
 * @param title what happened
 * @param component a reference such as {@code component:default/pay} or {@code pay}
 * @param severity the text of a {@link Severity}
 */
public record IncidentInput(String title, String component, String severity) {
  static final int LONGEST_TITLE = 200;

  /** Returns the title, or tells what is wrong with it. */
  String checkedTitle() {
    if (title == null || title.isBlank() || title.length() > LONGEST_TITLE) {
      throw PortalException.input("title must be a text of 1 to " + LONGEST_TITLE + " characters");
    }
    return title.strip();
  }

  /** Returns the canonical reference, or tells what is wrong with it. */
  String checkedComponent() {
    if (component == null) {
      throw PortalException.input("component is missing: give an entity reference");
    }
    return EntityRef.parse(component, "component", null).toString();
  }

  /** Returns the severity, or tells what would be right. */
  Severity checkedSeverity() {
    return Severity.of(severity);
  }
}
