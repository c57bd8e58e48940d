package dev.callboard.catalog.yaml;

import java.util.Optional;

/**
 * One document of a YAML file.
 *
 * @param index its place in the file, from 0
 * @param firstLine the line of the file that its text starts at, from 1
 * @param text the text
 * @param value the JSON value, null when the document is empty or refused
 * @param error why it was refused, or empty
 */
public record YamlDocument(
    int index, int firstLine, String text, Object value, Optional<YamlException> error) {
  /** Returns whether the document holds nothing, which is not an error. */
  public boolean isEmpty() {
    return value == null && error.isEmpty();
  }

  /** Returns the position in the file of what a JSON pointer names, or of its nearest parent. */
  public Position locate(String pointer) {
    return Locator.locate(text, pointer).below(firstLine - 1);
  }

  /**
   * A position in the file.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Position(int line, int column) {
    Position below(int lines) {
      return new Position(line + lines, column);
    }
  }
}
