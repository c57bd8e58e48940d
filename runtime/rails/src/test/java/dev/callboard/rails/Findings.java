package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects what breaks a rule, so that one run shows all of it and not only the first. */
final class Findings {

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  void addIf(boolean broken, String line) {
    if (broken) {
      lines.add(line);
    }
  }

  /** Fails when anything was found. The rule says what would be right and why. */
  void assertNone(String rule) {
    if (!lines.isEmpty()) {
      fail(rule + "\n  " + String.join("\n  ", new TreeSet<>(lines)));
    }
  }
}
