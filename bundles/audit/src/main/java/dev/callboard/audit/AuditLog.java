package dev.callboard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chained log. Several nodes may append at the same time: each takes the row of the head first,
 * so their batches come one after the other without a gap. Thread-safe.
 */
final class AuditLog {
  /** Columns that repeat parts of the body. */
  private static final String COPIES =
      "ts, event_id, severity, status, actor, target_kind, target_ref";

  private static final String INSERT =
      "INSERT INTO audit_event (seq, id, "
          + COPIES
          + ", body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int PAGE = 1000;

  private final ObjectMapper json = new ObjectMapper();
  private final PluginDatabase database;

  AuditLog(PluginDatabase database) {
    this.database = database;
  }

  /**
   * Appends the rows that are not in the log yet, so that doing it again after a crash does no
   * harm.
   *
   * @return how many were new
   */
  int append(List<OutboxRow> rows) throws SQLException {
    return database.write(connection -> append(connection, rows));
  }

  private int append(Connection connection, List<OutboxRow> rows) throws SQLException {
    Head start = head(connection, true);
    Head head = start;
    try (PreparedStatement known =
            connection.prepareStatement("SELECT 1 FROM audit_event WHERE id = ?");
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (OutboxRow row : rows) {
        known.setString(1, row.id());
        try (ResultSet found = known.executeQuery()) {
          if (found.next()) {
            continue;
          }
        }
        head = insert(insert, row, head);
      }
    }
    if (head.seq() > start.seq()) {
      advance(connection, head);
    }
    return (int) (head.seq() - start.seq());
  }

  private Head insert(PreparedStatement insert, OutboxRow row, Head head) throws SQLException {
    long seq = head.seq() + 1;
    String hash = Chain.hash(seq, row.body(), head.hash());
    insert.setLong(1, seq);
    insert.setString(2, row.id());
    int column = 3;
    for (String copy : copies(row.body())) {
      insert.setString(column++, copy);
    }
    insert.setString(10, row.body());
    insert.setString(11, head.hash());
    insert.setString(12, hash);
    insert.executeUpdate();
    return new Head(seq, hash);
  }

  /** The parts of a record that have columns of their own, in the order of {@link #COPIES}. */
  private List<String> copies(String body) {
    JsonNode parts = parse(body);
    return Stream.of(
            "/ts", "/eventId", "/severity", "/status", "/actor/ref", "/target/kind", "/target/ref")
        .map(pointer -> parts.at(pointer).asText())
        .toList();
  }

  /** A row that somebody else put into an outbox is kept as evidence, whatever it is. */
  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.createObjectNode();
    }
  }

  private static void advance(Connection connection, Head head) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1")) {
      update.setLong(1, head.seq());
      update.setString(2, head.hash());
      update.executeUpdate();
    }
  }

  /** The number and hash of the last record. */
  Head head() throws SQLException {
    return database.read(connection -> head(connection, false));
  }

  private Head head(Connection connection, boolean hold) throws SQLException {
    // On SQLite the only writer holds everything.
    String lock = hold && database.dialect() == Dialect.POSTGRESQL ? " FOR UPDATE" : "";
    try (PreparedStatement query =
            connection.prepareStatement("SELECT seq, hash FROM audit_head WHERE id = 1" + lock);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("The head of the audit log is gone");
      }
      return new Head(row.getLong(1), row.getString(2));
    }
  }

  /** Checks the whole log against its hashes and its head. */
  Optional<ChainVerifier.Finding> verify() throws SQLException {
    ChainVerifier verifier = new ChainVerifier();
    Head head = head();
    long before = -1;
    while (verifier.seq() > before && verifier.seq() < head.seq()) {
      before = verifier.seq();
      Optional<ChainVerifier.Finding> finding =
          database.read(connection -> verifyPage(connection, verifier));
      if (finding.isPresent()) {
        return finding;
      }
    }
    return verifier.seq() > head.seq()
        ? Optional.empty() // Records that were added while we read.
        : verifier.end(head.seq(), head.hash());
  }

  private Optional<ChainVerifier.Finding> verifyPage(Connection connection, ChainVerifier verifier)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT seq, id, "
                + COPIES
                + ", body, prev, hash FROM audit_event WHERE seq > ? ORDER BY seq LIMIT "
                + PAGE)) {
      query.setLong(1, verifier.seq());
      try (ResultSet rows = query.executeQuery()) {
        Optional<ChainVerifier.Finding> finding = Optional.empty();
        while (finding.isEmpty() && rows.next()) {
          finding = verify(rows, verifier);
        }
        return finding;
      }
    }
  }

  private Optional<ChainVerifier.Finding> verify(ResultSet row, ChainVerifier verifier)
      throws SQLException {
    String body = row.getString(10);
    int column = 3;
    for (String copy : copies(body)) {
      if (!copy.equals(row.getString(column++))) {
        return Optional.of(
            new ChainVerifier.Finding(
                row.getLong(1), "was changed: its columns are not those of its content"));
      }
    }
    return verifier.next(
        new ChainVerifier.Row(
            row.getLong(1), row.getString(2), body, row.getString(11), row.getString(12)));
  }

  /** The last record. */
  record Head(long seq, String hash) {}
}
