package dev.callboard.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A record as it is stored.
 *
 * @param copies the columns {@link RecordColumns#NAMES}
 * @param body canonical JSON, if nobody tampered with it
 */
record StoredEvent(
    long seq, String id, List<String> copies, String body, String prev, String hash) {
  static final String COLUMNS = "seq, id, " + RecordColumns.NAMES + ", body, prev, hash";

  /** Reads a row of {@link #COLUMNS}. */
  static StoredEvent of(ResultSet row) throws SQLException {
    List<String> copies = new ArrayList<>(RecordColumns.COUNT);
    int column = 3;
    for (int i = 0; i < RecordColumns.COUNT; i++) {
      copies.add(text(row, column++));
    }
    return new StoredEvent(
        row.getLong(1),
        text(row, 2),
        List.copyOf(copies),
        text(row, column++),
        text(row, column++),
        text(row, column));
  }

  /** Who can write the file can also have the constraints away. */
  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }

  String ts() {
    return copies.get(0);
  }

  Position position() {
    return new Position(ts(), seq);
  }

  ChainVerifier.Row link() {
    return new ChainVerifier.Row(seq, id, body, prev, hash);
  }

  /** Returns whether the content has the hash; one that was computed anew shows in the next. */
  boolean isIntact() {
    return hash.equals(Chain.hash(seq, body, prev));
  }
}
