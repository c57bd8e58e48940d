package dev.callboard.scaffolder.template.regex;

import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of a regular expression. */
final class RegexParser {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_COUNT = 1000;
  private static final int SHOWN = 60;

  private final String body;
  private final int groupsInAll;
  private final Map<String, Integer> names = new HashMap<>();
  private int at;
  private int groups;
  private int depth;

  RegexParser(String body) {
    this.body = body;
    this.groupsInAll = countGroups(body);
  }

  Node parse() {
    Node node = choice();
    if (at < body.length()) {
      throw error("unmatched )");
    }
    return node;
  }

  int groups() {
    return groups;
  }

  Map<String, Integer> names() {
    return Map.copyOf(names);
  }

  private static int countGroups(String body) {
    int count = 0;
    boolean inClass = false;
    for (int i = 0; i < body.length(); i++) {
      switch (body.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '(' -> {
          boolean isNamed = body.startsWith("(?<", i) && !body.startsWith("=", i + 3);
          boolean isPlain = !body.startsWith("?", i + 1);
          boolean counts = isPlain || (isNamed && !body.startsWith("!", i + 3));
          count += !inClass && counts ? 1 : 0;
        }
        default -> {}
      }
    }
    return count;
  }

  private ScriptError error(String problem) {
    String shown = body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body;
    return new ScriptError("the regular expression /" + shown + "/ is wrong: " + problem);
  }

  private boolean accept(String mark) {
    if (!body.startsWith(mark, at)) {
      return false;
    }
    at += mark.length();
    return true;
  }

  private Node choice() {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deep");
    }
    List<Node> options = new ArrayList<>();
    do {
      options.add(sequence());
    } while (accept("|"));
    depth--;
    return options.size() == 1 ? options.get(0) : new Node.Choice(options);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (at < body.length() && body.charAt(at) != '|' && body.charAt(at) != ')') {
      int before = groups;
      Node atom = atom();
      parts.add(quantified(atom, before));
    }
    return new Node.Sequence(parts);
  }

  private Node quantified(Node atom, int before) {
    int[] range = range();
    if (range == null) {
      return atom;
    }
    if (atom instanceof Node.Place || (atom instanceof Node.Look look && look.behind())) {
      throw error("nothing to repeat");
    }
    boolean greedy = !accept("?");
    return new Node.Repeat(atom, range[0], range[1], greedy, before + 1, groups);
  }

  /** The least and the greatest number of times, or null when nothing is repeated. */
  private int[] range() {
    if (accept("*")) {
      return new int[] {0, -1};
    }
    if (accept("+")) {
      return new int[] {1, -1};
    }
    if (accept("?")) {
      return new int[] {0, 1};
    }
    return body.startsWith("{", at) ? counted() : null;
  }

  private int[] counted() {
    int start = at++;
    int min = number();
    int max = min;
    if (min >= 0 && accept(",")) {
      max = number();
    }
    if (min < 0 || !accept("}")) {
      at = start;
      return null;
    }
    if (max >= 0 && max < min) {
      throw error("numbers out of order in {}");
    }
    return new int[] {min, max};
  }

  private int number() {
    int value = -1;
    while (at < body.length() && Character.digit(body.charAt(at), 10) >= 0) {
      value = Math.max(value, 0) * 10 + Character.digit(body.charAt(at++), 10);
      if (value > MAX_COUNT) {
        throw error("more than " + MAX_COUNT + " repetitions");
      }
    }
    return value;
  }

  private Node atom() {
    char character = body.charAt(at++);
    return switch (character) {
      case '.' -> new Node.Any();
      case '^', '$' -> new Node.Place(character);
      case '(' -> group();
      case '[' -> new Node.OneOf(new ClassParser(body, this::error).parse(at, end -> at = end));
      case '\\' -> escape();
      case '*', '+', '?' -> throw error("nothing to repeat");
      case '{' -> brace();
      default -> new Node.One(character);
    };
  }

  private Node brace() {
    at--;
    if (counted() != null) {
      throw error("nothing to repeat");
    }
    at++;
    return new Node.One('{');
  }

  private Node group() {
    Node node;
    if (accept("?:")) {
      node = choice();
    } else if (accept("?=")) {
      node = new Node.Look(choice(), false, false);
    } else if (accept("?!")) {
      node = new Node.Look(choice(), false, true);
    } else if (accept("?<=")) {
      node = new Node.Look(choice(), true, false);
    } else if (accept("?<!")) {
      node = new Node.Look(choice(), true, true);
    } else {
      int index = ++groups;
      if (accept("?<")) {
        names.put(name(), index);
      } else if (accept("?")) {
        throw error("invalid group");
      }
      node = new Node.Group(choice(), index);
    }
    if (!accept(")")) {
      throw error("a group does not end");
    }
    return node;
  }

  private String name() {
    int end = body.indexOf('>', at);
    if (end <= at) {
      throw error("invalid name of a group");
    }
    String name = body.substring(at, end);
    at = end + 1;
    return name;
  }

  private Node escape() {
    if (at >= body.length()) {
      throw error("\\ at the end");
    }
    char character = body.charAt(at);
    switch (character) {
      case 'b', 'B' -> {
        at++;
        return new Node.Place(character);
      }
      case 'd', 'D', 'w', 'W', 's', 'S' -> {
        at++;
        return new Node.OneOf(CharSet.ofClass(character));
      }
      default -> {
        return reference(character);
      }
    }
  }

  private Node reference(char character) {
    if (character >= '1' && character <= '9') {
      int start = at;
      int group = number();
      if (group <= groupsInAll) {
        return new Node.Again(group);
      }
      at = start;
    }
    if (character == 'k' && body.startsWith("k<", at) && body.contains("(?<")) {
      at += 2;
      Integer group = names.get(name());
      if (group == null) {
        throw error("\\k names no group before it");
      }
      return new Node.Again(group);
    }
    Escapes escapes = new Escapes(body, at);
    char meant = escapes.read();
    at = escapes.end();
    return new Node.One(meant);
  }
}
