package dev.callboard.catalog.discovery.ldap;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Makes names of entities of names of people: letters, digits, '-', '_' and '.', 63 at the most.
 */
final class EntityNames {
  private static final int LONGEST = 63;

  private EntityNames() {}

  /** Returns a valid name, or empty when nothing is left. */
  static Optional<String> of(String text) {
    String plain =
        Normalizer.normalize(text.strip(), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^A-Za-z0-9_.-]+", "-")
            .replaceAll("^[-_.]+|[-_.]+$", "")
            .replaceAll("([-_.])[-_.]+", "$1");
    String name =
        plain.length() > LONGEST ? plain.substring(0, LONGEST).replaceAll("[-_.]+$", "") : plain;
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
