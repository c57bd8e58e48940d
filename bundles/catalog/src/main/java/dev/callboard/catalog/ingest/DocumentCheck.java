package dev.callboard.catalog.ingest;

import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.process.Origin;
import dev.callboard.catalog.spi.PlaceholderResolver;
import java.util.List;
import java.util.Map;

/** Checks one document without reading anything. */
final class DocumentCheck {
  private DocumentCheck() {}

  /**
   * Returns what is wrong with a document, empty when nothing is. What a placeholder would read
   * counts as a text.
   *
   * @param location where it would be, such as {@code url:https://…}
   */
  static List<String> problems(
      Processing processing, Map<String, Object> document, String location) {
    return processing
        .pipeline()
        .process(document, new Origin(location, location), new StandIn(location))
        .problems()
        .stream()
        .map(Problem::message)
        .toList();
  }

  private record StandIn(String location) implements PlaceholderResolver.Source {
    /** A quoted text is text, JSON and YAML. */
    @Override
    public String read(String reference) {
      return "\"not read\"";
    }

    @Override
    public String resolve(String reference) {
      return reference;
    }
  }
}
