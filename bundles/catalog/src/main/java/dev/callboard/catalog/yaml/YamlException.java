package dev.callboard.catalog.yaml;

/** A YAML text that is refused, and where. Lines and columns start at 1; 0 means unknown. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final boolean wellFormed;

  YamlException(String message, int line, int column, boolean wellFormed) {
    super(message);
    this.line = line;
    this.column = column;
    this.wellFormed = wellFormed;
  }

  /** Returns the line in the file. */
  public int line() {
    return line;
  }

  /** Returns the column in the line. */
  public int column() {
    return column;
  }

  /** Returns whether the text is YAML, only not something that can be written as JSON. */
  public boolean wellFormed() {
    return wellFormed;
  }

  YamlException below(int lines) {
    return new YamlException(getMessage(), line + lines, column, wellFormed);
  }
}
