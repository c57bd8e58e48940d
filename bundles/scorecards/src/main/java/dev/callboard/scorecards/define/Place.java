package dev.callboard.scorecards.define;

/**
 * Where something is written.
 *
 * @param file the name of a file, or of the configuration
 * @param line from 1; 0 when it is not known
 * @param column from 1; 0 when it is not known
 */
public record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
