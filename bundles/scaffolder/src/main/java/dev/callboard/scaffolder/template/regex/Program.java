package dev.callboard.scaffolder.template.regex;

import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A compiled expression: instructions of three numbers each. Immutable once made. */
final class Program {
  static final int MATCH = 0;
  static final int CHAR = 1;
  static final int ANY = 2;
  static final int SET = 3;
  static final int PLACE = 4;
  static final int AGAIN = 5;
  static final int SAVE = 6;
  static final int SPLIT = 7;
  static final int JUMP = 8;
  static final int FORGET = 9;
  static final int MARK = 10;
  static final int MOVED = 11;
  static final int LOOK = 12;
  static final int WIDTH = 3;

  /** The bits of the last number of a look-around. */
  static final int NEGATED = 1;

  private static final int MAX_SIZE = 20_000 * WIDTH;

  private int[] code = new int[64 * WIDTH];
  private int size;
  private final List<CharSet> sets = new ArrayList<>();
  private final int groups;
  private final Map<String, Integer> names;
  private int registers;

  Program(String body) {
    RegexParser parser = new RegexParser(body);
    Node node = parser.parse();
    this.groups = parser.groups();
    this.names = parser.names();
    this.registers = 2 * (groups + 1);
    emit(node, false);
    add(MATCH, 0, 0);
    code = Arrays.copyOf(code, size);
  }

  int[] code() {
    return code;
  }

  CharSet set(int index) {
    return sets.get(index);
  }

  int groups() {
    return groups;
  }

  Map<String, Integer> names() {
    return names;
  }

  int registers() {
    return registers;
  }

  private int add(int operation, int one, int two) {
    if (size >= MAX_SIZE) {
      throw new ScriptError("a regular expression is too large");
    }
    if (size == code.length) {
      code = Arrays.copyOf(code, 2 * size);
    }
    code[size] = operation;
    code[size + 1] = one;
    code[size + 2] = two;
    size += WIDTH;
    return size - WIDTH;
  }

  private void emit(Node node, boolean back) {
    int direction = back ? 1 : 0;
    if (node instanceof Node.One one) {
      add(CHAR, one.character(), direction);
    } else if (node instanceof Node.Any) {
      add(ANY, 0, direction);
    } else if (node instanceof Node.OneOf oneOf) {
      sets.add(oneOf.set());
      add(SET, sets.size() - 1, direction);
    } else if (node instanceof Node.Place place) {
      add(PLACE, place.kind(), 0);
    } else if (node instanceof Node.Again again) {
      add(AGAIN, again.group(), direction);
    } else if (node instanceof Node.Sequence sequence) {
      emitAll(sequence.parts(), back);
    } else if (node instanceof Node.Choice choice) {
      emitChoice(choice.options(), back);
    } else if (node instanceof Node.Group group) {
      add(SAVE, 2 * group.index() + direction, 0);
      emit(group.inner(), back);
      add(SAVE, 2 * group.index() + 1 - direction, 0);
    } else if (node instanceof Node.Look look) {
      int start = add(LOOK, 0, look.negated() ? NEGATED : 0);
      emit(look.inner(), look.behind());
      add(MATCH, 0, 0);
      code[start + 1] = size;
    } else if (node instanceof Node.Repeat repeat) {
      emitRepeat(repeat, back);
    }
  }

  private void emitAll(List<Node> parts, boolean back) {
    for (int i = 0; i < parts.size(); i++) {
      emit(parts.get(back ? parts.size() - 1 - i : i), back);
    }
  }

  private void emitChoice(List<Node> options, boolean back) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < options.size() - 1; i++) {
      int split = add(SPLIT, 0, 0);
      code[split + 1] = size;
      emit(options.get(i), back);
      ends.add(add(JUMP, 0, 0));
      code[split + 2] = size;
    }
    emit(options.get(options.size() - 1), back);
    for (int end : ends) {
      code[end + 1] = size;
    }
  }

  private void emitRepeat(Node.Repeat repeat, boolean back) {
    for (int i = 0; i < repeat.min(); i++) {
      emitTurn(repeat, back);
    }
    if (repeat.max() < 0) {
      int split = add(SPLIT, 0, 0);
      int mark = registers++;
      add(MARK, mark, 0);
      emitTurn(repeat, back);
      add(MOVED, mark, 0);
      add(JUMP, split, 0);
      aim(split, repeat.greedy());
      return;
    }
    List<Integer> splits = new ArrayList<>();
    for (int i = repeat.min(); i < repeat.max(); i++) {
      splits.add(add(SPLIT, 0, 0));
      int mark = registers++;
      add(MARK, mark, 0);
      emitTurn(repeat, back);
      add(MOVED, mark, 0);
    }
    for (int split : splits) {
      aim(split, repeat.greedy());
    }
  }

  private void emitTurn(Node.Repeat repeat, boolean back) {
    if (repeat.firstGroup() <= repeat.lastGroup()) {
      add(FORGET, repeat.firstGroup(), repeat.lastGroup());
    }
    emit(repeat.inner(), back);
  }

  /** The first number is tried first: going on for a greedy repetition, leaving for a lazy one. */
  private void aim(int split, boolean greedy) {
    code[split + 1] = greedy ? split + WIDTH : size;
    code[split + 2] = greedy ? size : split + WIDTH;
  }
}
