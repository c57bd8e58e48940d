package dev.callboard.config;

/**
 * Where a value was written.
 *
 * @param source the file as it was named, or words such as {@code environment variable X}
 * @param line from 1; 0 when there are no lines
 * @param column from 1; 0 when there are no columns
 */
record Origin(String source, int line, int column) {
  static Origin of(String source) {
    return new Origin(source, 0, 0);
  }

  /** The file name without its folders: messages can reach clients. */
  String label() {
    String name = source.substring(source.replace('\\', '/').lastIndexOf('/') + 1);
    return line == 0 ? name : name + ":" + line;
  }
}
