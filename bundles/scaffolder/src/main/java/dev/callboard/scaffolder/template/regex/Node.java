package dev.callboard.scaffolder.template.regex;

import java.util.List;

/** A part of a regular expression. */
interface Node {

  /** One character. */
  record One(char character) implements Node {}

  /** Any character that ends no line. */
  record Any() implements Node {}

  /** One character of a class. */
  record OneOf(CharSet set) implements Node {}

  /** A place: {@code ^ $ b B}. */
  record Place(char kind) implements Node {}

  /** What a group has matched. */
  record Again(int group) implements Node {}

  /** One after the other. */
  record Sequence(List<Node> parts) implements Node {}

  /** One of several. */
  record Choice(List<Node> options) implements Node {}

  /** A group that is remembered. */
  record Group(Node inner, int index) implements Node {}

  /** What follows, or goes before, without being taken. */
  record Look(Node inner, boolean behind, boolean negated) implements Node {}

  /** Several times; the groups inside are forgotten at each turn. */
  record Repeat(Node inner, int min, int max, boolean greedy, int firstGroup, int lastGroup)
      implements Node {}
}
