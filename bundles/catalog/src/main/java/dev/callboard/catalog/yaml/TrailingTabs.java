package dev.callboard.catalog.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * YAML allows tabs between a token and the end of its line; the engine refuses them. The position
 * of its complaint is between tokens, so what is removed there is never content.
 */
final class TrailingTabs {
  private TrailingTabs() {}

  /**
   * Returns the text without the blanks that the engine stumbled over, or empty if it was not that.
   */
  static Optional<String> remove(String text, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark();
    if (mark.isEmpty() || e.getProblem() == null || !e.getProblem().contains("TAB")) {
      return Optional.empty();
    }
    int start = offset(text, mark.get().getLine()) + mark.get().getColumn();
    int end = start;
    while (end < text.length() && (text.charAt(end) == '\t' || text.charAt(end) == ' ')) {
      end++;
    }
    boolean atLineEnd =
        end == text.length() || text.charAt(end) == '\n' || text.charAt(end) == '\r';
    boolean afterToken = mark.get().getColumn() > 0 && start < end;
    return atLineEnd && afterToken
        ? Optional.of(text.substring(0, start) + text.substring(end))
        : Optional.empty();
  }

  private static int offset(String text, int line) {
    int offset = 0;
    for (int i = 0; i < line; i++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return offset;
  }
}
