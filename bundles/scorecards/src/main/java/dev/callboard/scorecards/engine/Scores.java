package dev.callboard.scorecards.engine;

import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.store.Outcome;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Score;
import java.util.Map;

/** Adds results up. Stateless. */
final class Scores {
  private Scores() {}

  /** Returns how an entity stands in a scorecard. */
  static Score of(
      Scorecard card,
      Map<String, Check> checks,
      Map<String, Result> results,
      Membership where,
      long now) {
    long points = 0;
    long possible = 0;
    int[] counts = new int[4];
    for (String id : card.checks()) {
      Result result = results.get(id);
      int weight = checks.get(id).weight();
      boolean waived = !result.waiver().isEmpty();
      if (waived) {
        counts[3]++;
      } else if (result.outcome() == Outcome.PASS) {
        counts[0]++;
        points += weight;
        possible += weight;
      } else if (result.outcome() == Outcome.FAIL) {
        counts[1]++;
        possible += weight;
      } else if (result.outcome() == Outcome.UNKNOWN) {
        counts[2]++;
      }
    }
    return new Score(
        where.ref(),
        card.id(),
        level(card, results),
        points,
        possible,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        where.title(),
        where.owner(),
        where.system(),
        where.domain(),
        now,
        Result.OPEN);
  }

  /** A level is reached when nothing that it asks for is open; what is unknown is open. */
  private static String level(Scorecard card, Map<String, Result> results) {
    String reached = "";
    for (Scorecard.Level level : card.levels()) {
      if (!level.checks().stream().allMatch(id -> results.get(id).isMet())) {
        return reached;
      }
      reached = level.id();
    }
    return reached;
  }
}
