package dev.callboard.audit.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A condition of a rule: one test of the values at a path. Immutable.
 *
 * @param path see {@link Facts#all}
 * @param values what the test compares with
 */
record Condition(String path, Test test, List<String> values) {
  /** What can be asked of values. */
  enum Test {
    /** One of them is one of these. */
    IN,
    /** None of them is one of these. */
    NOT,
    /** One begins with one of these. */
    PREFIX,
    /** None begins with one of these. */
    NOT_PREFIX,
    /** One matches one of these regular expressions as a whole. */
    MATCHES,
    /** There is one, or there is none. */
    EXISTS,
    /** The user at the path is not, and is in none of, what stands at these paths. */
    NOT_MEMBER_OF
  }

  private static final Map<String, Test> NAMES =
      Map.of(
          "in", Test.IN,
          "not", Test.NOT,
          "prefix", Test.PREFIX,
          "notPrefix", Test.NOT_PREFIX,
          "matches", Test.MATCHES,
          "exists", Test.EXISTS,
          "notMemberOf", Test.NOT_MEMBER_OF);

  /**
   * Reads what a rule says of a path.
   *
   * @param said a value, a list of values, or an object of tests
   * @param parameters the values of names that begin with a dollar sign
   * @throws IllegalArgumentException when it is no condition
   */
  static List<Condition> of(String path, Object said, Map<String, List<String>> parameters) {
    if (!(said instanceof Map<?, ?> tests)) {
      return List.of(new Condition(path, Test.IN, texts(path, said, parameters)));
    }
    List<Condition> all = new ArrayList<>();
    tests.forEach(
        (name, value) -> {
          Test test = NAMES.get(String.valueOf(name));
          if (test == null) {
            throw new IllegalArgumentException(
                path + " has the unknown test '" + name + "'; there are " + sorted(NAMES.keySet()));
          }
          List<String> values = texts(path, value, parameters);
          if (test == Test.MATCHES) {
            values.forEach(text -> check(path, text));
          }
          all.add(new Condition(path, test, values));
        });
    return all;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static void check(String path, String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(path + " has no regular expression: " + pattern, e);
    }
  }

  private static List<String> texts(
      String path, Object value, Map<String, List<String>> parameters) {
    if (value instanceof Collection<?> items) {
      return items.stream().map(String::valueOf).toList();
    }
    if (value == null || value instanceof Map) {
      throw new IllegalArgumentException(path + " must be compared with a text or a list of them");
    }
    String text = value.toString();
    if (!text.startsWith("$")) {
      return List.of(text);
    }
    List<String> values = parameters.get(text.substring(1));
    if (values == null) {
      throw new IllegalArgumentException(path + " names the unknown parameter " + text);
    }
    return values;
  }

  /** Returns whether it cannot tell anything, since a list that it needs is empty. */
  boolean isIdle() {
    return values.isEmpty();
  }

  /** Returns whether a record fulfils it. */
  boolean holds(Facts facts) {
    List<String> found = facts.all(path);
    switch (test) {
      case IN:
        return found.stream().anyMatch(values::contains);
      case NOT:
        return found.stream().noneMatch(values::contains);
      case PREFIX:
        return found.stream().anyMatch(this::begins);
      case NOT_PREFIX:
        return found.stream().noneMatch(this::begins);
      case MATCHES:
        return found.stream().anyMatch(text -> values.stream().anyMatch(text::matches));
      case EXISTS:
        return found.isEmpty() != Boolean.parseBoolean(values.get(0));
      default:
        return found.stream().allMatch(user -> isStranger(user, facts));
    }
  }

  private boolean begins(String text) {
    return values.stream().anyMatch(text::startsWith);
  }

  private boolean isStranger(String user, Facts facts) {
    Set<String> own = facts.ownership().groups(user);
    return values.stream()
        .flatMap(each -> facts.all(each).stream())
        .map(Condition::full)
        .noneMatch(own::contains);
  }

  /** Owners may be written in short. */
  private static String full(String ref) {
    String lower = ref.toLowerCase(Locale.ROOT);
    if (!lower.contains("/")) {
      int colon = lower.indexOf(':');
      return colon < 0
          ? "group:default/" + lower
          : lower.substring(0, colon) + ":default/" + lower.substring(colon + 1);
    }
    return lower.contains(":") ? lower : "group:" + lower;
  }
}
