package dev.callboard.scorecards.define;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects checks and scorecards from several sources; a later one replaces what has the same id.
 * What is wrong is left out and told, the rest counts. For one thread.
 */
final class DefinitionReader {
  private static final Set<String> TOP = Set.of("checks", "scorecards");
  private static final Set<String> CHECK =
      Set.of(
          "id",
          "title",
          "description",
          "appliesTo",
          "pass",
          "message",
          "advice",
          "link",
          "evidence",
          "weight",
          "onFiles",
          "enabled");
  private static final Set<String> CARD =
      Set.of("id", "title", "description", "appliesTo", "levels", "enabled");
  private static final Set<String> LEVEL = Set.of("id", "title", "checks");
  private static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

  private final int most;
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final Map<String, Node> cards = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Makes a reader.
   *
   * @param most how many checks there may be
   */
  DefinitionReader(int most) {
    this.most = most;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  /** Reads what a source has. */
  void add(Node root) {
    try {
      root.only(TOP);
      each(root, "checks", "check", this::check);
      each(root, "scorecards", "scorecard", this::card);
    } catch (DefinitionException e) {
      problems.add(new Problem(e.place(), "", e.getMessage()));
    }
  }

  private void each(
      Node root, String key, String what, java.util.function.BiConsumer<String, Node> taker) {
    Node list = root.object("The file").get(key);
    if (list == null) {
      return;
    }
    for (Node each : list.list("'" + key + "'")) {
      String id = "";
      try {
        id = id(each);
        taker.accept(id, each);
      } catch (DefinitionException e) {
        problems.add(new Problem(e.place(), (what + " " + id).strip(), e.getMessage()));
      }
    }
  }

  private static String id(Node node) {
    Node id = node.require("id");
    String text = id.text("'id'");
    if (!text.matches(ID)) {
      throw id.wrong("'id' must be lower case letters, digits and dashes, not '" + text + "'");
    }
    return text;
  }

  private static boolean isOff(Node node) {
    Node enabled = node.object("This").get("enabled");
    return enabled != null && Boolean.FALSE.equals(enabled.value());
  }

  private void check(String id, Node node) {
    if (isOff(node)) {
      checks.remove(id);
      return;
    }
    node.only(CHECK);
    if (checks.size() >= most && !checks.containsKey(id)) {
      throw node.wrong("there are more than " + most + " checks (scorecards.limits.checks)");
    }
    checks.put(
        id,
        new Check(
            id,
            node.text("title", id),
            node.text("description", ""),
            condition(node, "appliesTo"),
            PredicateReader.read(node.require("pass")),
            node.text("message", ""),
            node.text("advice", ""),
            node.text("link", ""),
            node.text("evidence", ""),
            number(node, "weight", 1, 0, 1000),
            flag(node, "onFiles", true)));
  }

  private static Predicate condition(Node node, String key) {
    Node found = node.object("This").get(key);
    return found == null ? Predicate.ALWAYS : PredicateReader.read(found);
  }

  private static int number(Node node, String key, int fallback, int least, int most) {
    Node found = node.object("This").get(key);
    if (found == null) {
      return fallback;
    }
    if (found.value() instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw found.wrong("'" + key + "' must be a whole number from " + least + " to " + most);
  }

  private static boolean flag(Node node, String key, boolean fallback) {
    Node found = node.object("This").get(key);
    if (found == null) {
      return fallback;
    }
    if (found.value() instanceof Boolean value) {
      return value;
    }
    throw found.wrong("'" + key + "' must be true or false");
  }

  private void card(String id, Node node) {
    if (isOff(node)) {
      cards.remove(id);
      return;
    }
    node.only(CARD);
    cards.put(id, node);
  }

  /** Returns what has been read; scorecards may name checks of any source. */
  Definitions finish(Function<String, String> digest) {
    Map<String, Scorecard> found = new LinkedHashMap<>();
    cards.forEach(
        (id, node) -> {
          try {
            found.put(id, scorecard(id, node));
          } catch (DefinitionException e) {
            problems.add(new Problem(e.place(), "scorecard " + id, e.getMessage()));
          }
        });
    return new Definitions(
        java.util.Collections.unmodifiableMap(checks),
        java.util.Collections.unmodifiableMap(found),
        List.copyOf(problems),
        digest.apply(checks + "\n" + found));
  }

  private Scorecard scorecard(String id, Node node) {
    List<Scorecard.Level> levels = new ArrayList<>();
    for (Node each : node.require("levels").list("'levels'")) {
      each.only(LEVEL);
      levels.add(new Scorecard.Level(id(each), each.text("title", id(each)), known(id, each)));
    }
    if (levels.isEmpty()) {
      throw node.wrong("'levels' must have a level");
    }
    return new Scorecard(
        id,
        node.text("title", id),
        node.text("description", ""),
        condition(node, "appliesTo"),
        List.copyOf(levels));
  }

  /** A check that is missing leaves the others of a scorecard as they are. */
  private List<String> known(String card, Node level) {
    List<String> ids = new ArrayList<>();
    for (Node each : level.require("checks").list("'checks'")) {
      String check = each.text("A check");
      if (checks.containsKey(check)) {
        ids.add(check);
      } else {
        problems.add(
            new Problem(
                each.place(), "scorecard " + card, "there is no usable check '" + check + "'"));
      }
    }
    return List.copyOf(ids);
  }
}
