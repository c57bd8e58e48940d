package dev.callboard.scorecards.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Results and scores in the database. What is the same as before stays as it is, so that rows are
 * the history of changes. All methods block.
 */
public final class Standings {
  private static final String HOLDS = " from_ms <= ? AND to_ms > ?";
  private static final String RESULTS = "SELECT " + Result.COLUMNS + " FROM result WHERE";
  private static final String SCORES = "SELECT " + Score.COLUMNS + " FROM score WHERE";

  private Standings() {}

  /** Replaces what is known of entities; gives how many rows changed. */
  public static int put(
      Connection c, Collection<String> refs, List<Result> results, List<Score> scores, long now)
      throws SQLException {
    Map<String, Result> oldResults = new HashMap<>();
    for (Result each :
        Sql.in(c, Result::read, RESULTS + " to_ms = ? AND entity_ref IN (??)", refs, Result.OPEN)) {
      oldResults.put(each.entityRef() + '\n' + each.check(), each);
    }
    List<Object[]> ended = new ArrayList<>();
    List<Object[]> begun = new ArrayList<>();
    for (Result each : results) {
      Result before = oldResults.remove(each.entityRef() + '\n' + each.check());
      if (before == null || !before.saysAs(each)) {
        begun.add(each.values());
        if (before != null) {
          ended.add(new Object[] {now, each.entityRef(), each.check(), Result.OPEN});
        }
      }
    }
    oldResults
        .values()
        .forEach(old -> ended.add(new Object[] {now, old.entityRef(), old.check(), Result.OPEN}));
    replace(c, "result", "check_id", Result.COLUMNS, ended, begun);
    return begun.size() + ended.size() + scores(c, refs, scores, now);
  }

  private static int scores(Connection c, Collection<String> refs, List<Score> scores, long now)
      throws SQLException {
    Map<String, Score> old = new HashMap<>();
    for (Score each :
        Sql.in(c, Score::read, SCORES + " to_ms = ? AND entity_ref IN (??)", refs, Result.OPEN)) {
      old.put(each.entityRef() + '\n' + each.scorecard(), each);
    }
    List<Object[]> ended = new ArrayList<>();
    List<Object[]> begun = new ArrayList<>();
    for (Score each : scores) {
      Score before = old.remove(each.entityRef() + '\n' + each.scorecard());
      if (before == null || !before.saysAs(each)) {
        begun.add(each.values());
        if (before != null) {
          ended.add(new Object[] {now, each.entityRef(), each.scorecard(), Result.OPEN});
        }
      }
    }
    old.values()
        .forEach(
            each -> ended.add(new Object[] {now, each.entityRef(), each.scorecard(), Result.OPEN}));
    replace(c, "score", "scorecard", Score.COLUMNS, ended, begun);
    return begun.size() + ended.size();
  }

  private static void replace(
      Connection c,
      String table,
      String key,
      String columns,
      List<Object[]> ended,
      List<Object[]> begun)
      throws SQLException {
    // What holds and ends within the same millisecond never held.
    List<Object[]> same = ended.stream().map(e -> new Object[] {e[1], e[2], e[3], e[0]}).toList();
    String row = " WHERE entity_ref = ? AND " + key + " = ? AND to_ms = ?";
    Sql.batch(c, "DELETE FROM " + table + row + " AND from_ms = ?", same);
    Sql.batch(c, "UPDATE " + table + " SET to_ms = ?" + row, ended);
    String marks = "?" + ", ?".repeat(columns.split(",").length - 1);
    Sql.batch(c, "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")", begun);
  }

  /** Returns the results of an entity at a time, in the order of the checks. */
  public static List<Result> results(Connection c, String entityRef, long at) throws SQLException {
    return Sql.list(
        c,
        Result::read,
        RESULTS + HOLDS + " AND entity_ref = ? ORDER BY check_id",
        at,
        at,
        entityRef);
  }

  /** Hands over the results of all entities at a time, sorted by entity and check. */
  public static void results(Connection c, long at, Predicate<Result> taker) throws SQLException {
    Sql.each(c, Result::read, taker, RESULTS + HOLDS + " ORDER BY entity_ref, check_id", at, at);
  }

  /** Returns the scores of an entity at a time. */
  public static List<Score> scores(Connection c, String entityRef, long at) throws SQLException {
    return Sql.list(
        c,
        Score::read,
        SCORES + HOLDS + " AND entity_ref = ? ORDER BY scorecard",
        at,
        at,
        entityRef);
  }

  /** Returns the scores of a scorecard at a time, sorted by entity. */
  public static List<Score> scoresOf(Connection c, String scorecard, long at) throws SQLException {
    return Sql.list(
        c,
        Score::read,
        SCORES + HOLDS + " AND scorecard = ? ORDER BY entity_ref",
        at,
        at,
        scorecard);
  }

  /** Returns the changes of an entity's results, the newest first. */
  public static List<Result> history(Connection c, String entityRef, String check, int limit)
      throws SQLException {
    return Sql.list(
        c,
        Result::read,
        RESULTS
            + " entity_ref = ? AND (? = '' OR check_id = ?) ORDER BY from_ms DESC, check_id LIMIT"
            + " ?",
        entityRef,
        check,
        check,
        limit);
  }

  /** Returns the entities that have results now. */
  public static List<String> refs(Connection c) throws SQLException {
    return Sql.list(
        c,
        row -> row.getString(1),
        "SELECT DISTINCT entity_ref FROM score WHERE to_ms = ?",
        Result.OPEN);
  }
}
