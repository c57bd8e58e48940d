package dev.callboard.scaffolder.template.regex;

import dev.callboard.scaffolder.template.value.Meter;
import java.util.Arrays;

/**
 * Runs a program on a text, trying one way after the other. The ways not yet tried, and what has to
 * be put back before they are, lie on a stack of its own; each step is charged.
 */
final class Machine {
  private static final int UNDO = -1;

  private final Program program;
  private final int[] code;
  private final String text;
  private final boolean ignoreCase;
  private final boolean multiline;
  private final Meter meter;
  private int[] state;
  private int[] stack = new int[96];
  private int top;

  Machine(Program program, String text, boolean ignoreCase, boolean multiline, Meter meter) {
    this.program = program;
    this.code = program.code();
    this.text = text;
    this.ignoreCase = ignoreCase;
    this.multiline = multiline;
    this.meter = meter;
    this.state = new int[program.registers()];
  }

  /** Start and end of each group when the text matches from there, else null. */
  int[] match(int start) {
    meter.charge(1 + state.length / 64);
    Arrays.fill(state, -1);
    top = 0;
    int end = run(0, start);
    if (end < 0) {
      return null;
    }
    int[] groups = Arrays.copyOf(state, 2 * (program.groups() + 1));
    groups[0] = start;
    groups[1] = end;
    return groups;
  }

  /** Where the match ends, or -1. */
  private int run(int begin, int start) {
    int base = top;
    int pc = begin;
    int at = start;
    while (true) {
      meter.charge();
      int one = code[pc + 1];
      int two = code[pc + 2];
      int next = pc + Program.WIDTH;
      boolean goesOn = true;
      switch (code[pc]) {
        case Program.MATCH -> {
          return at;
        }
        case Program.CHAR, Program.ANY, Program.SET -> {
          goesOn = matches(code[pc], one, two == 0 ? at : at - 1);
          at += two == 0 ? 1 : -1;
        }
        case Program.PLACE -> goesOn = isAt((char) one, at);
        case Program.AGAIN -> {
          int length = repeated(one, at, two == 1);
          goesOn = length >= 0;
          at += two == 1 ? -length : length;
        }
        case Program.SAVE -> set(one, at);
        case Program.SPLIT -> {
          push(two, at, 0);
          next = one;
        }
        case Program.JUMP -> next = one;
        case Program.FORGET -> {
          for (int i = 2 * one; i < 2 * two + 2; i++) {
            set(i, -1);
          }
        }
        case Program.MARK -> set(one, at);
        case Program.MOVED -> goesOn = state[one] != at;
        default -> {
          goesOn = look(next, at, two == Program.NEGATED);
          next = one;
        }
      }
      if (goesOn) {
        pc = next;
        continue;
      }
      if (!backtrack(base)) {
        return -1;
      }
      pc = stack[top];
      at = stack[top + 1];
    }
  }

  private boolean backtrack(int base) {
    while (top > base) {
      top -= 3;
      if (stack[top] != UNDO) {
        return true;
      }
      state[stack[top + 1]] = stack[top + 2];
    }
    return false;
  }

  private void push(int one, int two, int three) {
    if (top + 3 > stack.length) {
      stack = Arrays.copyOf(stack, 2 * stack.length);
    }
    stack[top++] = one;
    stack[top++] = two;
    stack[top++] = three;
  }

  private void set(int register, int value) {
    push(UNDO, register, state[register]);
    state[register] = value;
  }

  private boolean look(int begin, int at, boolean negated) {
    meter.charge(1 + state.length / 16);
    int base = top;
    int[] before = state.clone();
    boolean found = run(begin, at) >= 0;
    top = base;
    int[] after = state;
    state = before;
    if (found && !negated) {
      for (int i = 0; i < after.length; i++) {
        if (after[i] != before[i]) {
          set(i, after[i]);
        }
      }
    }
    return found != negated;
  }

  private boolean matches(int operation, int operand, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char character = text.charAt(at);
    return switch (operation) {
      case Program.CHAR ->
          character == operand || (ignoreCase && fold(character) == fold((char) operand));
      case Program.ANY -> !CharSet.isLineEnd(character);
      default -> {
        CharSet set = program.set(operand);
        meter.charge(set.size() / 16);
        yield set.matches(character, ignoreCase);
      }
    };
  }

  private static char fold(char character) {
    char upper = Character.toUpperCase(character);
    return character >= 128 && upper < 128 ? character : upper;
  }

  private boolean isAt(char kind, int at) {
    boolean isStart = at == 0;
    boolean isEnd = at == text.length();
    return switch (kind) {
      case '^' -> isStart || (multiline && CharSet.isLineEnd(text.charAt(at - 1)));
      case '$' -> isEnd || (multiline && CharSet.isLineEnd(text.charAt(at)));
      default -> {
        boolean before = !isStart && CharSet.isWord(text.charAt(at - 1));
        boolean after = !isEnd && CharSet.isWord(text.charAt(at));
        yield (before != after) == (kind == 'b');
      }
    };
  }

  /** How long what a group has matched is when it stands here again, else -1. */
  private int repeated(int group, int at, boolean back) {
    int start = state[2 * group];
    int length = state[2 * group + 1] - start;
    if (start < 0 || state[2 * group + 1] < 0) {
      return 0;
    }
    meter.charge(1 + length / 64);
    int there = back ? at - length : at;
    boolean isThere = text.regionMatches(ignoreCase, there, text, start, length);
    return isThere ? length : -1;
  }
}
