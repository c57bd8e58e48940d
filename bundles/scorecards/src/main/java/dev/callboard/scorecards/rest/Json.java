package dev.callboard.scorecards.rest;

import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.Problem;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Score;
import dev.callboard.scorecards.store.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known, as JSON values in a fixed order. What is empty is left out. */
final class Json {
  private Json() {}

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static Map<String, Object> of(Scorecard card) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", card.id());
    json.put("title", card.title());
    put(json, "description", card.description());
    List<Object> levels = new ArrayList<>();
    for (Scorecard.Level level : card.levels()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("id", level.id());
      each.put("title", level.title());
      each.put("checks", level.checks());
      levels.add(each);
    }
    json.put("levels", levels);
    return json;
  }

  static Map<String, Object> of(Check check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", check.id());
    json.put("title", check.title());
    put(json, "description", check.description());
    put(json, "advice", check.advice());
    put(json, "link", check.link());
    json.put("weight", check.weight());
    json.put("facts", List.copyOf(check.providers()));
    return json;
  }

  static Map<String, Object> of(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", problem.place().file());
    if (problem.place().line() > 0) {
      json.put("line", problem.place().line());
      json.put("column", problem.place().column());
    }
    put(json, "subject", problem.subject());
    json.put("message", problem.message());
    return json;
  }

  static Map<String, Object> of(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", result.entityRef());
    json.put("check", result.check());
    json.put("outcome", result.outcome().text());
    put(json, "message", result.message());
    put(json, "evidence", result.evidence());
    put(json, "waiver", result.waiver());
    json.put("since", time(result.from()));
    if (result.to() != Result.OPEN) {
      json.put("until", time(result.to()));
    }
    return json;
  }

  static Map<String, Object> of(Score score) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", score.entityRef());
    json.put("title", score.title());
    json.put("scorecard", score.scorecard());
    json.put("level", score.level());
    if (score.percent() >= 0) {
      json.put("percent", score.percent());
    }
    json.put("passed", score.passed());
    json.put("failed", score.failed());
    json.put("unknown", score.unknown());
    json.put("waived", score.waived());
    put(json, "owner", score.owner());
    put(json, "system", score.system());
    put(json, "domain", score.domain());
    json.put("since", time(score.from()));
    return json;
  }

  static Map<String, Object> of(Waiver waiver) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", waiver.id());
    json.put("entityRef", waiver.entityRef());
    json.put("check", waiver.check());
    json.put("reason", waiver.reason());
    json.put("approver", waiver.approver());
    json.put("created", time(waiver.created()));
    json.put("expires", time(waiver.expires()));
    json.put("holds", waiver.ended() == 0);
    if (waiver.ended() > 0) {
      json.put("ended", time(waiver.ended()));
      put(json, "endedBy", waiver.endedBy());
    }
    return json;
  }

  static void put(Map<String, Object> json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }
}
