package dev.callboard.scorecards.engine;

import dev.callboard.platform.database.Sql;
import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.define.Scope;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.define.Truth;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.Outcome;
import dev.callboard.scorecards.store.Result;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds an entity against checks. The same facts give the same results. Stateless. */
public final class Judge {
  private static final Pattern VALUE = Pattern.compile("\\{([^{}\\s]+)\\}");
  private static final int LONGEST = 1000;

  private Judge() {}

  /** Returns the scorecards that an entity has. */
  public static List<Scorecard> scorecards(Definitions all, Scope scope) {
    return all.scorecards().values().stream()
        .filter(card -> card.appliesTo().test(scope) == Truth.YES)
        .toList();
  }

  /** Returns the ids of the checks of scorecards. */
  public static Set<String> checks(List<Scorecard> cards) {
    Set<String> ids = new LinkedHashSet<>();
    cards.forEach(card -> ids.addAll(card.checks()));
    return ids;
  }

  /**
   * Holds an entity against a check.
   *
   * @param waiver the exemption from it, or empty
   * @param now since when the result holds, if it is another one than before
   */
  public static Result judge(String ref, Check check, Scope scope, String waiver, long now) {
    Outcome outcome = outcome(check, scope);
    String message =
        switch (outcome) {
          case FAIL -> failed(check, scope);
          case UNKNOWN -> unknown(check, scope);
          default -> "";
        };
    boolean waived = outcome == Outcome.FAIL || outcome == Outcome.UNKNOWN;
    return new Result(
        ref,
        check.id(),
        outcome,
        Sql.storable(message.length() > LONGEST ? message.substring(0, LONGEST) : message),
        outcome == Outcome.NA ? "" : Sql.storable(evidence(check, scope)),
        waived ? waiver : "",
        now,
        Result.OPEN);
  }

  private static Outcome outcome(Check check, Scope scope) {
    Truth applies = check.appliesTo().test(scope);
    if (applies == Truth.NO) {
      return Outcome.NA;
    }
    if (applies == Truth.UNKNOWN) {
      return Outcome.UNKNOWN;
    }
    return switch (check.pass().test(scope)) {
      case YES -> Outcome.PASS;
      case NO -> Outcome.FAIL;
      case UNKNOWN -> Outcome.UNKNOWN;
    };
  }

  private static String failed(Check check, Scope scope) {
    if (check.message().isEmpty()) {
      return explained(check, scope, Truth.NO);
    }
    Matcher matcher = VALUE.matcher(check.message());
    return matcher.replaceAll(
        found -> {
          List<Object> values = scope.at(found.group(1)).values();
          return Matcher.quoteReplacement(
              values.isEmpty()
                  ? "nothing"
                  : values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        });
  }

  private static String explained(Check check, Scope scope, Truth wanted) {
    Map<String, String> why = new LinkedHashMap<>();
    check.pass().explain(scope, wanted, (path, text) -> why.putIfAbsent(path, text));
    return why.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String unknown(Check check, Scope scope) {
    Set<String> why = new LinkedHashSet<>();
    check.appliesTo().explain(scope, Truth.UNKNOWN, (path, text) -> why.add(text));
    check.pass().explain(scope, Truth.UNKNOWN, (path, text) -> why.add(text));
    return String.join("; ", why);
  }

  private static String evidence(Check check, Scope scope) {
    String said = check.evidence();
    if (said.contains(".")) {
      return scope.at(said).values().stream()
          .map(String::valueOf)
          .findFirst()
          .orElseGet(() -> of(Optional.of(Scope.provider(said)), scope));
    }
    Optional<String> provider =
        said.isEmpty() ? check.providers().stream().findFirst() : Optional.of(said);
    return of(provider, scope);
  }

  private static String of(Optional<String> provider, Scope scope) {
    return provider.map(scope.facts()::get).flatMap(Facts::evidence).orElse("");
  }
}
