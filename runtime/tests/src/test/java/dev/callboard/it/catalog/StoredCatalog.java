package dev.callboard.it.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Looks at what the product has stored, without the product. */
final class StoredCatalog {
  private static final String START = "sha256:" + "0".repeat(64);

  private StoredCatalog() {}

  /**
   * Returns what is wrong with the change log: its numbers have no gap, and what it says last of
   * each entity is what is served.
   */
  static List<String> changeLog(Connection connection, String schema) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      ResultSet rows =
          statement.executeQuery(
              "SELECT MIN(seq), MAX(seq), COUNT(*) FROM %schanges".formatted(schema));
      rows.next();
      if (rows.getLong(2) - rows.getLong(1) + 1 != rows.getLong(3) || rows.getLong(3) == 0) {
        wrong.add("the change log has gaps: " + rows.getLong(3) + " up to " + rows.getLong(2));
      }
      rows =
          statement.executeQuery(
              """
              SELECT COALESCE(e.ref, c.ref), e.etag, c.etag_after
              FROM (SELECT * FROM %1$schanges x WHERE seq =
                     (SELECT MAX(seq) FROM %1$schanges y WHERE y.ref = x.ref)) c
              FULL JOIN (SELECT ref, etag FROM %1$sentities WHERE final IS NOT NULL) e
                ON e.ref = c.ref
              WHERE COALESCE(e.etag, '') <> COALESCE(c.etag_after, '')
              """
                  .formatted(schema));
      while (rows.next()) {
        wrong.add("the change log ends differently than what is stored of " + rows.getString(1));
      }
    }
    return wrong;
  }

  /** Returns what is wrong with the chain of the audit log, and fails when it is empty. */
  static List<String> auditChain(Connection connection, String schema) throws Exception {
    List<String> wrong = new ArrayList<>();
    long seq = 0;
    String hash = START;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT seq, body, prev, hash FROM %saudit_event ORDER BY seq".formatted(schema))) {
      while (rows.next()) {
        seq++;
        String expected = sha256(hash + "\n" + seq + "\n" + rows.getString(2));
        if (rows.getLong(1) != seq
            || !rows.getString(3).equals(hash)
            || !rows.getString(4).equals(expected)) {
          wrong.add("the audit log is broken at " + rows.getLong(1));
        }
        hash = rows.getString(4);
      }
    }
    if (seq == 0) {
      wrong.add("the audit log is empty");
    }
    return wrong;
  }

  /** Returns how many audit events wait for the log. */
  static int waiting(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM %scallboard_audit_outbox".formatted(schema))) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256:" + HexFormat.of().formatHex(digest);
  }
}
