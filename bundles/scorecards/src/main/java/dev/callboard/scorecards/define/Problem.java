package dev.callboard.scorecards.define;

/**
 * Something that cannot be used, so that it is left out.
 *
 * @param place where it is written
 * @param subject such as {@code check has-owner}; may be empty
 * @param message what is wrong, and what would be right
 */
public record Problem(Place place, String subject, String message) {
  @Override
  public String toString() {
    return place + ": " + (subject.isEmpty() ? "" : subject + ": ") + message;
  }
}
