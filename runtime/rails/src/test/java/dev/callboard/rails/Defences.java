package dev.callboard.rails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of defences, how each is switched off in the sources, and which test has to fail then. An
 * entry begins at the margin with the id of a case and some words; what is below it is indented:
 * {@code in} names a module and a class, {@code from} what is replaced there, {@code to} by what;
 * {@code test} names the test, in the module of the first change.
 */
record Defences(List<Defence> all) {

  /** A file of the list. */
  static final String FILE = "runtime/rails/defences.txt";

  private static final Pattern LINE = Pattern.compile("  (in|from|to|test)(?:\\s+(.*))?");

  /**
   * A defence.
   *
   * @param id the case, such as A01
   * @param what it is about
   * @param changes how it is switched off
   * @param test a class and a method, divided by a number sign
   */
  record Defence(String id, String what, List<Change> changes, String test) {
    String module() {
      return changes.get(0).module();
    }

    String testClass() {
      return test.substring(0, test.indexOf('#'));
    }

    String testMethod() {
      return test.substring(test.indexOf('#') + 1);
    }

    @Override
    public String toString() {
      return id + " " + what;
    }
  }

  /**
   * A replacement. White space may be of any sort and length in the source.
   *
   * @param module a folder, such as bundles/identity
   * @param type a class by its path, without ending
   * @param from what has to be there exactly once
   * @param to what comes in its place
   */
  record Change(String module, String type, String from, String to) {
    Path source(Path root) {
      return root.resolve(module).resolve("src/main/java").resolve(type + ".java");
    }

    private Pattern pattern() {
      return Pattern.compile(
          Arrays.stream(from.split("\\s+"))
              .map(Pattern::quote)
              .collect(Collectors.joining("\\s+")));
    }

    int occurrences(String source) {
      return (int) pattern().matcher(source).results().count();
    }

    String applyTo(String source) {
      return pattern().matcher(source).replaceFirst(Matcher.quoteReplacement(to));
    }
  }

  static Defences read(Path root) throws IOException {
    List<Defence> all = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    String head = null;
    String in = null;
    String from = null;
    int number = 0;
    for (String line : Files.readAllLines(root.resolve(FILE))) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        head = line;
        changes.clear();
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || head == null) {
        throw new IllegalStateException(FILE + ":" + number + ": cannot be read: " + line);
      }
      String value = matcher.group(2) == null ? "" : matcher.group(2).strip();
      switch (matcher.group(1)) {
        case "in" -> in = value;
        case "from" -> from = value;
        case "to" -> changes.add(change(in, from, value, number));
        default -> all.add(defence(head, changes, value, number));
      }
    }
    return new Defences(List.copyOf(all));
  }

  private static Change change(String in, String from, String to, int number) {
    String[] parts = in == null || from == null ? new String[0] : in.split("\\s+");
    if (parts.length != 2) {
      throw new IllegalStateException(FILE + ":" + number + ": needs 'in' and 'from' before it");
    }
    return new Change(parts[0], parts[1], from, to);
  }

  private static Defence defence(String head, List<Change> changes, String test, int number) {
    int space = head.indexOf(' ');
    if (space < 0 || changes.isEmpty() || !test.contains("#")) {
      throw new IllegalStateException(
          FILE + ":" + number + ": an id, a change or a test is missing");
    }
    return new Defence(
        head.substring(0, space), head.substring(space + 1), List.copyOf(changes), test);
  }
}
