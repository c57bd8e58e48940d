package dev.callboard.sample.incidents;

import dev.callboard.platform.error.PortalException;
import java.util.Arrays;
import java.util.Locale;

/** How bad an incident is. */
public enum Severity {
  /** A nuisance. */
  MINOR,
  /** Some users cannot work. */
  MAJOR,
  /** Nobody can work. */
  CRITICAL;

  /** Reads the text of a request; upper or lower case does not matter. */
  static Severity of(String text) {
    return Arrays.stream(values())
        .filter(severity -> severity.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> PortalException.input("severity must be one of minor, major, critical"));
  }

  /** Returns the name as the REST API writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
