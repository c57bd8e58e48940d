package dev.callboard.scorecards.define;

/** A mistake in a file, with its place. */
final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Place place;

  DefinitionException(Place place, String message) {
    super(message);
    this.place = place;
  }

  Place place() {
    return place;
  }
}
