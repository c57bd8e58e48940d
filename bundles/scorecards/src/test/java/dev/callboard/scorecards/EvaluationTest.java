package dev.callboard.scorecards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.Outcome;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Score;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Waiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {
  private static final Map<String, Object> CHECKED =
      Map.of(
          "checks",
          List.of(
              Map.of("id", "owner", "pass", Map.of("facts.owner.resolvable", true)),
              Map.of("id", "tests", "pass", Map.of("facts.ci.tests", Map.of("$gte", 1))),
              Map.of(
                  "id",
                  "fresh",
                  "weight",
                  2,
                  "pass",
                  Map.of("facts.ci.at", Map.of("$newerThan", "30d"))),
              Map.of(
                  "id",
                  "service",
                  "appliesTo",
                  Map.of("spec.type", "service"),
                  "message",
                  "It is {spec.lifecycle}",
                  "pass",
                  Map.of("spec.lifecycle", "production"))),
          "scorecards",
          List.of(
              Map.of(
                  "id",
                  "card",
                  "appliesTo",
                  Map.of("kind", "component"),
                  "levels",
                  List.of(
                      Map.of("id", "bronze", "checks", List.of("owner", "service")),
                      Map.of("id", "silver", "checks", List.of("tests", "fresh"))))));

  private final Lab.Given ci = new Lab.Given("ci", Duration.ofHours(1));
  private Lab lab;

  private void open(Dialect dialect) throws Exception {
    lab = new Lab(dialect, ci);
    lab.settings =
        lab.settings
            .with("scorecards.pack", false)
            .with("scorecards.checks", CHECKED.get("checks"))
            .with("scorecards.scorecards", CHECKED.get("scorecards"));
    lab.put("group:default/a", Map.of(), "hasMember", "user:default/u");
    lab.put("system:default/shop", Map.of(), "partOf", "domain:default/sales");
    pay("a");
    lab.follow();
  }

  private void pay(String owner) {
    lab.put(
        Lab.PAY,
        Map.of("type", "service", "lifecycle", "production"),
        "ownedBy",
        "group:default/" + owner,
        "partOf",
        "system:default/shop");
  }

  private void say(Object tests, Object at) {
    ci.say(Lab.PAY, Facts.of(Map.of("tests", tests, "at", at)).withEvidence("https://ci/1"));
  }

  private Score score() {
    return lab.store.read(c -> Standings.scores(c, Lab.PAY, lab.millis())).get(0);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsNotKnownIsUnknownAndNeverFails(Dialect dialect) throws Exception {
    open(dialect);
    assertEquals(
        List.of("fresh unknown", "owner pass", "service pass", "tests unknown"),
        lab.results(Lab.PAY));
    assertEquals("nobody has said it", lab.result(Lab.PAY, "tests").message());
    assertEquals("bronze", score().level());
    assertEquals(100, score().percent());
    assertEquals("system:default/shop", score().system());
    assertEquals("domain:default/sales", score().domain());
    assertEquals(List.of(), lab.results("group:default/a"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aChangedFactCountsAtOnceAndOnlyChangesAreKept(Dialect dialect) throws Exception {
    open(dialect);
    lab.later(Duration.ofMinutes(1));
    say(3L, "2026-11-20");
    assertEquals("silver", score().level());
    assertEquals("https://ci/1", lab.result(Lab.PAY, "tests").evidence());
    long before = lab.millis();
    lab.later(Duration.ofDays(1));
    say(4L, "2026-11-20");
    say(0L, "2026-11-20");
    assertEquals(Outcome.FAIL, lab.outcome(Lab.PAY, "tests"));
    assertEquals("facts.ci.tests is 0, not at least 1", lab.result(Lab.PAY, "tests").message());
    assertEquals(80, score().percent());
    assertTrue(lab.results(Lab.PAY, before).contains("tests pass"));
    List<Result> history = lab.store.read(c -> Standings.history(c, Lab.PAY, "tests", 10));
    assertEquals(
        List.of(Outcome.FAIL, Outcome.PASS, Outcome.UNKNOWN),
        history.stream().map(Result::outcome).toList());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void agesGrowWithoutAnyChange(Dialect dialect) throws Exception {
    open(dialect);
    say(1L, "2026-11-20");
    assertEquals(Outcome.PASS, lab.outcome(Lab.PAY, "fresh"));
    lab.later(Duration.ofDays(40));
    lab.follow().run();
    assertEquals(Outcome.FAIL, lab.outcome(Lab.PAY, "fresh"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aChangeOfTheOwnerOrTheGroupConcernsWhatItOwns(Dialect dialect) throws Exception {
    open(dialect);
    lab.later(Duration.ofMinutes(1));
    lab.delete("group:default/a");
    assertEquals(Outcome.FAIL, lab.outcome(Lab.PAY, "owner"));
    assertEquals("", score().level());
    lab.put("group:default/b", Map.of());
    lab.later(Duration.ofMinutes(1));
    pay("b");
    assertEquals(Outcome.PASS, lab.outcome(Lab.PAY, "owner"));
    assertEquals("group:default/b", score().owner());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anExemptionHoldsUntilItExpires(Dialect dialect) throws Exception {
    open(dialect);
    say(0L, "2026-11-20");
    Waiver waiver =
        new Waiver(
            "w1",
            Lab.PAY,
            "tests",
            "it is a prototype",
            "user:default/u",
            lab.millis(),
            lab.millis() + Duration.ofDays(2).toMillis(),
            0,
            "");
    lab.store.write(
        c -> {
          waiver.insert(c);
          return null;
        });
    lab.evaluator.evaluateRefs(List.of(Lab.PAY));
    assertEquals("silver", score().level());
    assertEquals("w1", lab.result(Lab.PAY, "tests").waiver());
    assertEquals(Outcome.FAIL, lab.outcome(Lab.PAY, "tests"));
    lab.later(Duration.ofDays(2));
    lab.refresh.run();
    assertEquals("bronze", score().level());
    assertEquals(waiver.expires(), lab.store.read(c -> Waiver.find(c, "w1")).orElseThrow().ended());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aSourceThatDoesNotAnswerLeavesWhatItSaidBefore(Dialect dialect) throws Exception {
    open(dialect);
    say(1L, "2026-11-20");
    ci.failure = PortalException.unavailable("the build server sleeps");
    lab.later(Duration.ofHours(2));
    lab.refresh.run();
    assertEquals(Outcome.PASS, lab.outcome(Lab.PAY, "tests"));
    int asked = ci.asked;
    lab.refresh.run();
    assertEquals(asked, ci.asked, "it was asked again at once");
    ci.failure = new IllegalStateException("a defect");
    lab.later(Duration.ofHours(2));
    lab.refresh.run();
    assertEquals(Outcome.UNKNOWN, lab.outcome(Lab.PAY, "tests"));
    assertEquals("'ci' failed: a defect", lab.result(Lab.PAY, "tests").message());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whyAFactIsLeftOutIsKeptAndTold(Dialect dialect) throws Exception {
    open(dialect);
    ci.say(Lab.PAY, Facts.of(Map.of("tests", 1L)).withMissing("the build \0never ended"));
    assertEquals(Outcome.PASS, lab.outcome(Lab.PAY, "tests"));
    assertEquals("the build never ended", lab.result(Lab.PAY, "fresh").message());
    ci.say(Lab.PAY, Facts.of(Map.of("tests", 1L)).withMissing("the build waits"));
    assertEquals("the build waits", lab.result(Lab.PAY, "fresh").message());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aProviderThatGoesLeavesWhatItSaidUnknown(Dialect dialect) throws Exception {
    open(dialect);
    say(1L, "2026-11-20");
    lab.providers.remove(ci);
    lab.evaluator.evaluateRefs(List.of(Lab.PAY));
    assertEquals(Outcome.UNKNOWN, lab.outcome(Lab.PAY, "tests"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theSameFactsChangeNothing(Dialect dialect) throws Exception {
    open(dialect);
    say(1L, "2026-11-20");
    List<Result> before = lab.store.read(c -> Standings.history(c, Lab.PAY, "", 100));
    lab.later(Duration.ofHours(3));
    lab.follow().run();
    assertEquals(0, lab.evaluator.evaluate(List.copyOf(lab.entities.values())));
    assertEquals(before, lab.store.read(c -> Standings.history(c, Lab.PAY, "", 100)));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRestartGoesOnWhereItWasUntilChecksChange(Dialect dialect) throws Exception {
    open(dialect);
    assertEquals(1, lab.feed.readAll);
    lab.follow();
    assertEquals(1, lab.feed.readAll);
    lab.settings = lab.settings.with("scorecards.scorecards", List.of());
    lab.later(Duration.ofMinutes(1));
    lab.follow();
    assertEquals(2, lab.feed.readAll);
    assertEquals(List.of(), lab.results(Lab.PAY));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsGoneHasNoResultsAnyMore(Dialect dialect) throws Exception {
    open(dialect);
    long before = lab.millis();
    lab.later(Duration.ofMinutes(1));
    lab.delete(Lab.PAY);
    assertEquals(List.of(), lab.results(Lab.PAY));
    assertEquals(4, lab.results(Lab.PAY, before).size());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatACheckSaysNothingOfIsNotApplicable(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, Map.of("type", "library"), "ownedBy", "group:default/a");
    assertEquals(Outcome.NA, lab.outcome(Lab.PAY, "service"));
    lab.put(Lab.PAY, Map.of("type", "service", "lifecycle", "old"), "ownedBy", "group:default/a");
    assertEquals("It is old", lab.result(Lab.PAY, "service").message());
  }
}
