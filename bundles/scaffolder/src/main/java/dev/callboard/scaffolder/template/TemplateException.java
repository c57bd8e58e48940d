package dev.callboard.scaffolder.template;

/** A template that is wrong, or that needs more than it may. The message begins with the place. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** Takes the place, counted from 1, and what is wrong there. */
  public TemplateException(int line, int column, String problem) {
    this(line, column, problem, null);
  }

  /** Takes the place, counted from 1, what is wrong there, and why. */
  public TemplateException(int line, int column, String problem, Throwable cause) {
    super("line " + line + ", column " + column + ": " + problem, cause);
    this.line = line;
    this.column = column;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }

  /** The column, counted from 1. */
  public int column() {
    return column;
  }
}
