package dev.callboard.scorecards.rest;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.store.Outcome;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Score;
import dev.callboard.scorecards.store.Standings;
import jakarta.ws.rs.core.MultivaluedMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Which results are wanted. Immutable. */
final class ResultQuery {
  private final String entity;
  private final String check;
  private final String scorecard;
  private final Outcome outcome;
  private final Set<String> checks;
  private final Predicate<Score> of;
  private final boolean narrow;

  /** Reads the parameters of a request. */
  ResultQuery(MultivaluedMap<String, String> query, Definitions all) {
    entity = ref(query.getFirst("entity"));
    check = text(query, "check");
    scorecard = text(query, "scorecard");
    Scorecard card = all.scorecards().get(scorecard);
    if (!scorecard.isEmpty() && card == null) {
      throw PortalException.notFound("There is no scorecard '" + scorecard + "'");
    }
    checks = card == null ? Set.of() : card.checks();
    String wanted = text(query, "outcome");
    outcome =
        wanted.isEmpty()
            ? null
            : Outcome.of(wanted)
                .orElseThrow(
                    () ->
                        PortalException.input(
                            "outcome must be pass, fail, unknown or na, not '" + wanted + "'"));
    of = Access.of(query.getFirst("group"), query.getFirst("system"), query.getFirst("domain"));
    narrow =
        !scorecard.isEmpty()
            || !(text(query, "group") + text(query, "system") + text(query, "domain")).isEmpty();
  }

  private static String ref(String text) {
    return text == null || text.isBlank()
        ? ""
        : EntityRef.parse(text, "component", null).toString();
  }

  private static String text(MultivaluedMap<String, String> query, String name) {
    String value = query.getFirst(name);
    return value == null ? "" : value.strip();
  }

  /** Hands over what is wanted, sorted by entity and check. */
  void each(
      Connection c,
      Definitions all,
      long at,
      Predicate<String> visible,
      java.util.function.Consumer<Result> taker)
      throws SQLException {
    Set<String> members = narrow ? members(c, all, at) : Set.of();
    Predicate<Result> wanted =
        result ->
            (!narrow || members.contains(result.entityRef()))
                && (check.isEmpty() || check.equals(result.check()))
                && (checks.isEmpty() || checks.contains(result.check()))
                && (outcome == null || outcome == result.outcome())
                && visible.test(result.entityRef());
    if (!entity.isEmpty()) {
      Standings.results(c, entity, at).stream().filter(wanted).forEach(taker);
      return;
    }
    Standings.results(
        c,
        at,
        result -> {
          if (wanted.test(result)) {
            taker.accept(result);
          }
          return true;
        });
  }

  private Set<String> members(Connection c, Definitions all, long at) throws SQLException {
    Set<String> found = new HashSet<>();
    for (String card : scorecard.isEmpty() ? all.scorecards().keySet() : Set.of(scorecard)) {
      Standings.scoresOf(c, card, at).stream()
          .filter(of)
          .forEach(score -> found.add(score.entityRef()));
    }
    return found;
  }
}
