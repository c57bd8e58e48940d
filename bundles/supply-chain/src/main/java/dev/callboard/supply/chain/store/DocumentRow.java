package dev.callboard.supply.chain.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What is kept of a document beside its contents.
 *
 * @param id its number, 0 before it is stored
 * @param entityRef what it is about
 * @param source where it comes from; one entity has one document of each
 * @param format such as {@code cyclonedx}
 * @param specVersion version of the format, or empty
 * @param tool what made it, or empty
 * @param digest {@code sha256:} of what was sent, or empty for what was sent by nobody
 * @param branch of the source, or empty
 * @param commit of the source, or empty
 * @param build an address or number, or empty
 * @param actor who sent it
 * @param receivedMillis when
 * @param components how many
 * @param occurrences how many
 * @param statements how many
 */
public record DocumentRow(
    long id,
    String entityRef,
    String source,
    String format,
    String specVersion,
    String tool,
    String digest,
    String branch,
    String commit,
    String build,
    String actor,
    long receivedMillis,
    int components,
    int occurrences,
    int statements) {
  static final String COLUMNS =
      "id, entity_ref, source, format, spec_version, tool, digest, branch, commit_id, build, actor,"
          + " received_ms, components, occurrences, statements";

  static DocumentRow read(ResultSet row) throws SQLException {
    return new DocumentRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getLong(12),
        row.getInt(13),
        row.getInt(14),
        row.getInt(15));
  }

  Object[] values(long number) {
    return new Object[] {
      number,
      entityRef,
      source,
      format,
      specVersion,
      tool,
      digest,
      branch,
      commit,
      build,
      actor,
      receivedMillis,
      components,
      occurrences,
      statements
    };
  }
}
