package dev.callboard.scaffolder.template.value;

import java.time.Duration;

/** Counts what a rendering uses, and ends it at its limits. For one thread. */
public final class Meter {
  private static final int CHARACTERS_PER_OPERATION = 64;
  private static final int LEVELS_PER_CALL = 10;
  private static final long LOOK_AT_THE_CLOCK = 512;

  private final long maxOperations;
  private final long maxText;
  private final int maxDepth;
  private final Duration deadline;
  private final long started = System.nanoTime();
  private long operations;
  private long nextLook = LOOK_AT_THE_CLOCK;
  private int calls;
  private int levels;

  /** Takes the limits. */
  public Meter(Duration deadline, long maxText, long maxOperations, int maxDepth) {
    this.deadline = deadline;
    this.maxText = maxText;
    this.maxOperations = maxOperations;
    this.maxDepth = maxDepth;
  }

  /** Counts one operation. */
  public void charge() {
    charge(1);
  }

  /** Counts operations. */
  public void charge(long count) {
    operations += count;
    if (operations > maxOperations) {
      throw new ScriptError("it takes more than " + maxOperations + " operations");
    }
    if (operations >= nextLook) {
      nextLook = operations + LOOK_AT_THE_CLOCK;
      checkTime();
    }
  }

  /** Looks at the clock. */
  public void checkTime() {
    if (System.nanoTime() - started > deadline.toNanos()) {
      throw new ScriptError("it takes longer than " + deadline.toMillis() + " ms");
    }
  }

  /** Counts the making of a text, before it is made. */
  public void chargeText(double length) {
    if (length > maxText) {
      throw new ScriptError("it makes a text of more than " + maxText + " characters");
    }
    charge(1 + (long) length / CHARACTERS_PER_OPERATION);
  }

  /** Counts the making of a list, before it is made. */
  public void chargeList(double size) {
    if (size > maxOperations) {
      throw new ScriptError("it takes more than " + maxOperations + " operations");
    }
    charge(1 + (long) size);
  }

  /** How many characters a text may have. */
  public long maxText() {
    return maxText;
  }

  /** Refuses values that are nested too deep. */
  public void checkNesting(int depth) {
    if (depth > maxDepth) {
      throw new ScriptError("a value is nested deeper than " + maxDepth + " levels");
    }
  }

  /** Begins a call of something that is nested so many levels itself. */
  public void enter(int height) {
    calls++;
    levels += height;
    if (calls > maxDepth || levels > LEVELS_PER_CALL * maxDepth) {
      throw new ScriptError("calls are nested deeper than " + maxDepth + " levels");
    }
  }

  /** Ends a call. */
  public void leave(int height) {
    calls--;
    levels -= height;
  }
}
