package dev.callboard.scaffolder.gate;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.compliance.CheckResult;
import dev.callboard.scaffolder.compliance.ComplianceCheck;
import dev.callboard.scaffolder.compliance.ComplianceEvaluator;
import dev.callboard.scaffolder.compliance.ComplianceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks of all evaluators that are there now. */
final class Checks {
  private final Map<ComplianceEvaluator, Map<String, String>> titles = new LinkedHashMap<>();

  /**
   * Takes the evaluators.
   *
   * @throws PortalException when there are none
   */
  Checks(List<ComplianceEvaluator> evaluators) {
    if (evaluators.isEmpty()) {
      throw PortalException.conflict(
          "No compliance checks are installed: compliance:require needs a plugin that brings a"
              + " ComplianceEvaluator");
    }
    for (ComplianceEvaluator evaluator : evaluators) {
      Map<String, String> known = new LinkedHashMap<>();
      for (ComplianceCheck check : evaluator.checks()) {
        known.put(check.id(), check.title());
      }
      titles.put(evaluator, known);
    }
  }

  /**
   * Refuses what nobody knows: a misspelt check must not pass for one that all is well with.
   *
   * @throws PortalException with code {@code INPUT} that names what is known
   */
  void requireKnown(List<String> ids, Optional<String> level) {
    Set<String> known = new LinkedHashSet<>();
    titles.values().forEach(checks -> known.addAll(checks.keySet()));
    for (String id : ids) {
      if (!known.contains(id)) {
        throw PortalException.input(
            "No installed check is called '" + id + "'; there are " + String.join(", ", known));
      }
    }
    Set<String> levels = new LinkedHashSet<>();
    titles.keySet().forEach(evaluator -> levels.addAll(evaluator.levels()));
    if (level.isPresent() && !levels.contains(level.get())) {
      throw PortalException.input(
          "No installed check knows the level '"
              + level.get()
              + "'; "
              + (levels.isEmpty() ? "there are none" : "there are " + String.join(", ", levels)));
    }
  }

  /** Checks something with each evaluator that knows what is asked for. */
  List<Verdict> evaluate(
      String subject, ComplianceRequest request, List<String> ids, Optional<String> level) {
    List<Verdict> verdicts = new ArrayList<>();
    titles.forEach(
        (evaluator, known) -> {
          List<String> own = ids.stream().filter(known::containsKey).toList();
          Optional<String> ownLevel = level.filter(evaluator.levels()::contains);
          if (own.isEmpty() && ownLevel.isEmpty() && !(ids.isEmpty() && level.isEmpty())) {
            return;
          }
          ComplianceRequest named = request.withChecks(own);
          ComplianceRequest asked = ownLevel.map(named::withLevel).orElse(named);
          for (CheckResult result : evaluator.evaluate(asked)) {
            String title = known.getOrDefault(result.check(), result.check());
            verdicts.add(new Verdict(subject, title, result));
          }
          own.stream()
              .filter(id -> verdicts.stream().noneMatch(v -> v.result().check().equals(id)))
              .map(id -> new CheckResult(id, CheckResult.Outcome.UNKNOWN, "no result was given"))
              .forEach(
                  result -> verdicts.add(new Verdict(subject, known.get(result.check()), result)));
        });
    return verdicts;
  }
}
