package dev.callboard.supply.chain.finding;

import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.store.Lists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A vulnerability of an entity.
 *
 * @param id its number
 * @param entityRef whose it is
 * @param vulnerability the best known of its ids
 * @param aliases all of its ids
 * @param title one line
 * @param severity the worst that anybody told
 * @param score the highest CVSS base score, or -1
 * @param fixed versions without it
 * @param packages with their versions
 * @param sources who reports it
 * @param url where more is told, or empty
 * @param epss how likely it is exploited within 30 days, or -1
 * @param kev whether it is known to be exploited
 * @param state where it is in its life
 * @param reason why it is there
 * @param firstSeenMillis when it was reported first
 * @param lastSeenMillis when it was reported last
 * @param changedMillis when its state changed last
 * @param alerted whether its owners were told, or are about to be
 */
public record Finding(
    long id,
    String entityRef,
    String vulnerability,
    List<String> aliases,
    String title,
    Severity severity,
    double score,
    String fixed,
    List<String> packages,
    List<String> sources,
    String url,
    double epss,
    boolean kev,
    FindingState state,
    String reason,
    long firstSeenMillis,
    long lastSeenMillis,
    long changedMillis,
    boolean alerted) {
  /** The columns, in the order of {@link #read}. */
  public static final String COLUMNS =
      "id, entity_ref, vulnerability, aliases, title, severity, score, fixed, packages, sources,"
          + " url, epss, kev, state, reason, first_seen_ms, last_seen_ms, changed_ms, alerted";

  /** Reads a row. */
  public static Finding read(ResultSet row) throws SQLException {
    return new Finding(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Lists.split(row.getString(4)),
        row.getString(5),
        Severity.values()[row.getInt(6)],
        row.getDouble(7),
        row.getString(8),
        Lists.split(row.getString(9)),
        Lists.split(row.getString(10)),
        row.getString(11),
        row.getDouble(12),
        row.getInt(13) == 1,
        FindingState.valueOf(row.getString(14)),
        row.getString(15),
        row.getLong(16),
        row.getLong(17),
        row.getLong(18),
        row.getInt(19) == 1);
  }

  Object[] values() {
    return new Object[] {
      id,
      entityRef,
      vulnerability,
      Lists.join(aliases),
      title,
      severity.ordinal(),
      score,
      fixed,
      Lists.join(packages),
      Lists.join(sources),
      url,
      epss,
      kev ? 1 : 0,
      state.name(),
      reason,
      firstSeenMillis,
      lastSeenMillis,
      changedMillis,
      alerted ? 1 : 0
    };
  }

  Finding with(FindingState other, String why, long now, boolean told) {
    return new Finding(
        id,
        entityRef,
        vulnerability,
        aliases,
        title,
        severity,
        score,
        fixed,
        packages,
        sources,
        url,
        epss,
        kev,
        other,
        why,
        firstSeenMillis,
        lastSeenMillis,
        other == state ? changedMillis : now,
        told);
  }
}
