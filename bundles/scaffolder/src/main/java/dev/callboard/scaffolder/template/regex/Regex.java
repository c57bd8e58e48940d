package dev.callboard.scaffolder.template.regex;

import dev.callboard.scaffolder.template.value.Meter;
import java.util.Map;

/** A regular expression of a template. It remembers where its last search ended, so not shared. */
public final class Regex {
  private final String source;
  private final String flags;
  private final Program program;
  private int lastIndex;

  /** Compiles an expression. */
  public Regex(String source, String flags) {
    this(source, flags, new Program(source));
  }

  private Regex(String source, String flags, Program program) {
    this.source = source;
    this.flags = flags;
    this.program = program;
  }

  /** The same expression, with nothing searched yet. */
  public Regex fresh() {
    return new Regex(source, flags, program);
  }

  /** Whether it looks for every match. */
  public boolean isGlobal() {
    return flags.indexOf('g') >= 0;
  }

  /** Whether it has a flag. */
  public boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** The text between the slashes. */
  public String source() {
    return source;
  }

  /** The letters behind the slashes. */
  public String flags() {
    return flags;
  }

  /** The numbers of named groups. */
  public Map<String, Integer> names() {
    return program.names();
  }

  /** Where the next search of a global expression starts. */
  public int lastIndex() {
    return lastIndex;
  }

  /** Says where the next search of a global expression starts. */
  public void lastIndex(int index) {
    lastIndex = index;
  }

  /** Starts and ends of the groups of the first match from there on, or null; -1 for no part. */
  public int[] find(String text, int start, Meter meter) {
    meter.charge();
    Machine machine = new Machine(program, text, has('i'), has('m'), meter);
    int last = has('y') ? Math.min(start, text.length()) : text.length();
    for (int from = start; from <= last; from++) {
      int[] groups = machine.match(from);
      if (groups != null) {
        return groups;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "/" + source + "/" + flags;
  }
}
