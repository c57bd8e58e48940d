package dev.callboard.scaffolder.template.regex;

import java.util.function.Function;
import java.util.function.IntConsumer;

/** Reads a class in square brackets, from behind the opening one. */
final class ClassParser {
  private final String body;
  private final Function<String, RuntimeException> error;
  private int at;

  ClassParser(String body, Function<String, RuntimeException> error) {
    this.body = body;
    this.error = error;
  }

  CharSet parse(int start, IntConsumer end) {
    at = start;
    CharSet set = new CharSet();
    if (body.startsWith("^", at)) {
      at++;
      set.negate();
    }
    while (true) {
      if (at >= body.length()) {
        throw error.apply("a class does not end");
      }
      if (body.charAt(at) == ']') {
        end.accept(at + 1);
        return set;
      }
      item(set);
    }
  }

  private void item(CharSet set) {
    int first = member(set);
    boolean isRange = body.startsWith("-", at) && at + 1 < body.length();
    if (!isRange || body.charAt(at + 1) == ']') {
      if (first >= 0) {
        set.add((char) first, (char) first);
      }
      return;
    }
    at++;
    int last = member(set);
    if (first < 0 || last < 0) {
      set.add('-', '-');
      int plain = Math.max(first, last);
      if (plain >= 0) {
        set.add((char) plain, (char) plain);
      }
      return;
    }
    if (last < first) {
      throw error.apply("a range is out of order");
    }
    set.add((char) first, (char) last);
  }

  /** A character, or -1 for a class, which is added. */
  private int member(CharSet set) {
    char character = body.charAt(at++);
    if (character != '\\') {
      return character;
    }
    if (at >= body.length()) {
      throw error.apply("\\ at the end");
    }
    char escaped = body.charAt(at);
    if ("dDwWsS".indexOf(escaped) >= 0) {
      at++;
      set.addClass(escaped);
      return -1;
    }
    if (escaped == 'b') {
      at++;
      return '\b';
    }
    Escapes escapes = new Escapes(body, at);
    char meant = escapes.read();
    at = escapes.end();
    return meant;
  }
}
