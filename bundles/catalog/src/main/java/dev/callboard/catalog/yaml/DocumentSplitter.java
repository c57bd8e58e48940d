package dev.callboard.catalog.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into its documents before any is parsed, so that an error in one does not hide the
 * rest. YAML 1.2 forbids {@code ---} and {@code ...} at the start of a line inside any content
 * (production c-forbidden), so looking at line starts is enough.
 */
final class DocumentSplitter {
  /**
   * The text of a document, directives included.
   *
   * @param line the line it starts at, from 1
   * @param text the text
   */
  record Part(int line, String text) {}

  private final String text;
  private final int maxDocuments;
  private final List<Part> parts = new ArrayList<>();
  private int start;
  private int startLine = 1;
  private boolean marked;
  private boolean content;

  private DocumentSplitter(String text, int maxDocuments) {
    this.text = text;
    this.maxDocuments = maxDocuments;
  }

  /** Returns the documents; text of comments alone before the first marker is none. */
  static List<Part> split(String text, int maxDocuments) throws YamlException {
    return new DocumentSplitter(text, maxDocuments).run();
  }

  private List<Part> run() throws YamlException {
    int line = 1;
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline + 1;
      line(from, to, line);
      from = to;
      line++;
    }
    finish(text.length(), line);
    return parts;
  }

  private void line(int from, int to, int line) throws YamlException {
    if (isMarker(from, '-')) {
      if (marked || content) {
        finish(from, line);
      }
      marked = true;
    } else if (isMarker(from, '.')) {
      finish(to, line + 1);
    } else if (!content && hasContent(from, to)) {
      content = true;
    }
  }

  private void finish(int end, int nextLine) throws YamlException {
    if (marked || content) {
      if (parts.size() == maxDocuments) {
        throw new YamlException(
            "file has more than " + maxDocuments + " documents", startLine, 1, false);
      }
      parts.add(new Part(startLine, text.substring(start, end)));
    }
    start = end;
    startLine = nextLine;
    marked = false;
    content = false;
  }

  private boolean isMarker(int from, char c) {
    if (from + 3 > text.length()
        || text.charAt(from) != c
        || text.charAt(from + 1) != c
        || text.charAt(from + 2) != c) {
      return false;
    }
    return from + 3 == text.length() || Character.isWhitespace(text.charAt(from + 3));
  }

  /** Directives and comments before a marker are no content; after a marker all else is. */
  private boolean hasContent(int from, int to) {
    int i = from;
    while (i < to && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i < to && text.charAt(i) != '#' && !(text.charAt(from) == '%' && !marked);
  }
}
