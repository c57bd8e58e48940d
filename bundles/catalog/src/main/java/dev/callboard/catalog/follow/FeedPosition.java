package dev.callboard.catalog.follow;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A place in the change log. It carries what the change there was, because numbers alone would not
 * show that the catalog has been put back and has gone another way since.
 *
 * @param seq the number of the last change seen, 0 for none
 * @param mark what that change was, empty when it was no longer known
 */
record FeedPosition(long seq, String mark) {
  /** Returns the place of the last change. */
  static FeedPosition last(Connection connection) throws SQLException {
    long last = ChangeTable.last(connection);
    return change(connection, last).map(FeedPosition::of).orElse(new FeedPosition(last, ""));
  }

  /** Returns the place of a change. */
  static FeedPosition of(Change change) {
    return new FeedPosition(change.seq(), change.at().toEpochMilli() + "-" + change.uid());
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  static Optional<FeedPosition> parse(String text) {
    int colon = text.indexOf(':');
    try {
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new FeedPosition(
                  Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String text() {
    return seq + ":" + mark;
  }

  /** Returns whether all that happened since then is still known. */
  boolean isKnown(Connection connection) throws SQLException {
    if (seq + 1 < ChangeTable.first(connection) || seq > ChangeTable.last(connection)) {
      return false;
    }
    // The change itself may have been purged, then there is nothing to compare with.
    return mark.isEmpty()
        || change(connection, seq).map(change -> of(change).equals(this)).orElse(true);
  }

  private static Optional<Change> change(Connection connection, long seq) throws SQLException {
    return ChangeTable.after(connection, seq - 1, 1).stream()
        .filter(change -> change.seq() == seq)
        .findFirst();
  }
}
