package dev.callboard.catalog.yaml;

import dev.callboard.catalog.yaml.YamlDocument.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Finds the position of a value by parsing the text a second time. Only done for documents that
 * have errors, so that the good ones pay nothing for positions.
 */
final class Locator {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final ParserImpl parser;
  private Position found = new Position(1, 1);

  private Locator(String text) {
    this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  static Position locate(String text, String pointer) {
    Locator locator = new Locator(text);
    try {
      locator.parser.next();
      locator.parser.next();
      String[] steps = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
      locator.descend(steps, 0);
    } catch (YamlEngineException e) {
      // the nearest parent found so far is the best answer there is
      return locator.found;
    }
    return locator.found;
  }

  private void descend(String[] steps, int step) {
    Event event = parser.peekEvent();
    mark(event);
    if (step == steps.length) {
      return;
    }
    String wanted = steps[step].replace("~1", "/").replace("~0", "~");
    parser.next();
    if (event.getEventId() == Event.ID.MappingStart) {
      while (!parser.checkEvent(Event.ID.MappingEnd)) {
        Event key = parser.peekEvent();
        boolean match = key instanceof ScalarEvent scalar && scalar.getValue().equals(wanted);
        skip();
        if (match) {
          descendFrom(key, steps, step + 1);
          return;
        }
        skip();
      }
    }
    if (event.getEventId() == Event.ID.SequenceStart) {
      for (int i = 0; !parser.checkEvent(Event.ID.SequenceEnd); i++) {
        if (wanted.equals(Integer.toString(i))) {
          descend(steps, step + 1);
          return;
        }
        skip();
      }
    }
  }

  private void descendFrom(Event key, String[] steps, int step) {
    if (step == steps.length && parser.peekEvent() instanceof ScalarEvent == false) {
      mark(key);
      return;
    }
    descend(steps, step);
  }

  private void skip() {
    int depth = 0;
    do {
      switch (parser.next().getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
    } while (depth > 0);
  }

  private void mark(Event event) {
    Optional<Mark> mark = event.getStartMark();
    found = mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(found);
  }

  /** Turns an error without a mark into one with the position that can be told. */
  static YamlException unreadable(String text, YamlEngineException e) {
    if (!(e instanceof ReaderException reader)) {
      return new YamlException(String.valueOf(e.getMessage()), 1, 1, false);
    }
    int end = Math.min(reader.getPosition(), text.length());
    String before = text.substring(0, Math.max(0, end));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new YamlException(
        String.format("character U+%04X is not allowed", reader.getCodePoint()),
        line,
        before.length() - before.lastIndexOf('\n'),
        false);
  }
}
