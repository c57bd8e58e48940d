package dev.callboard.rails;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The explained exceptions from a rule: {@code class pattern, what, reason}. A pattern ends in
 * {@code *} or names one class. An exception that nothing needs any more is a finding itself.
 */
final class Exceptions {

  private record Line(String pattern, String what) {
    boolean covers(String className, String found) {
      boolean rightClass =
          pattern.endsWith("*")
              ? className.startsWith(pattern.substring(0, pattern.length() - 1))
              : className.equals(pattern) || className.startsWith(pattern + "$");
      return rightClass && what.equals(found);
    }
  }

  private final String file;
  private final List<Line> lines;
  private final Set<Line> used = new HashSet<>();

  Exceptions(String file) {
    this.file = file;
    this.lines = Table.read(file, 3).stream().map(row -> new Line(row.get(0), row.get(1))).toList();
  }

  boolean allow(String className, String what) {
    boolean allowed = false;
    for (Line line : lines) {
      if (line.covers(className, what)) {
        used.add(line);
        allowed = true;
      }
    }
    return allowed;
  }

  void reportUnused(Findings findings) {
    for (Line line : lines) {
      findings.addIf(
          !used.contains(line),
          file + ": nothing needs the exception '" + line.pattern() + " " + line.what() + "'");
    }
  }
}
