package dev.callboard.supply.chain.model;

import java.util.List;

/**
 * What was read of a document.
 *
 * @param format such as {@code cyclonedx}
 * @param specVersion the version of the format; empty when it has none
 * @param tool what made it; empty when it does not tell
 * @param components what the entity is made of
 * @param occurrences what is wrong
 * @param statements what is said about it
 * @param warnings what was left out, with the place
 */
public record SecurityDocument(
    String format,
    String specVersion,
    String tool,
    List<Component> components,
    List<Occurrence> occurrences,
    List<Statement> statements,
    List<String> warnings) {
  /** Copies the lists. */
  public SecurityDocument {
    components = List.copyOf(components);
    occurrences = List.copyOf(occurrences);
    statements = List.copyOf(statements);
    warnings = List.copyOf(warnings);
  }
}
