package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.ApprovalRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The waits of one call of an action: those that are over, and the one it is put aside for. */
final class StepWaits {
  private static final Duration HOLD = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofDays(90);

  private final Run run;
  private final Step step;
  private final Place place;
  private final Config config;
  private Wait.Request request;

  StepWaits(Run run, Step step, Place place, Config config) {
    this.run = run;
    this.step = step;
    this.place = place;
    this.config = config;
  }

  /** Returns what the step is put aside for, or empty. */
  synchronized Optional<Wait.Request> suspension() {
    return Optional.ofNullable(request);
  }

  void pause(String key, Duration time) throws InterruptedException {
    checkLength(time);
    Optional<Wait> known = run.journal().wait(place, "pause/" + key);
    if (time.isNegative() || known.flatMap(Wait::answer).isPresent()) {
      return;
    }
    Duration hold = config.duration("scaffolder.wait.hold").orElse(HOLD);
    if (known.isEmpty() && time.compareTo(hold) <= 0) {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
      return;
    }
    if (run.dryRun()) {
      return;
    }
    suspend("pause/" + key, known, time, shown("time"), Optional.empty());
  }

  Optional<Approval> ask(String key, ApprovalRequest asked) {
    checkLength(asked.timeout());
    if (asked.approvers().isEmpty()) {
      throw PortalException.input("An approval needs somebody who is asked");
    }
    if (run.dryRun()) {
      return Optional.of(new Approval(true, run.creator().getName(), "", Instant.now()));
    }
    Optional<Wait> known = run.journal().wait(place, "ask/" + key);
    Optional<Map<String, Object>> answer = known.flatMap(Wait::answer);
    if (answer.isPresent()) {
      return answer.filter(said -> !said.isEmpty()).map(this::approval);
    }
    if (run.redactor().holds(asked.approvers())) {
      throw PortalException.input("secret not allowed here: the approvers would be shown");
    }
    Map<String, Object> shown = shown("approval");
    shown.put("approvers", asked.approvers());
    shown.put("message", run.log().clean(asked.message()));
    shown.put("byInitiator", asked.byInitiator());
    suspend("ask/" + key, known, asked.timeout(), shown, Optional.of(asked));
    throw new IllegalStateException("unreachable");
  }

  private Approval approval(Map<String, Object> said) {
    return new Approval(
        Boolean.TRUE.equals(said.get("approved")),
        String.valueOf(said.get("by")),
        run.redactor().redact(String.valueOf(said.get("comment"))),
        Instant.ofEpochMilli(((Number) said.get("at")).longValue()));
  }

  private void checkLength(Duration time) {
    Duration longest = config.duration("scaffolder.wait.longest").orElse(LONGEST);
    if (time.compareTo(longest) > 0) {
      throw PortalException.input(
          "A wait of " + time + " is longer than scaffolder.wait.longest allows: " + longest);
    }
  }

  private Map<String, Object> shown(String kind) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("stepId", run.nesting().path() + step.id());
    shown.put("stepName", step.name());
    shown.put("kind", kind);
    return shown;
  }

  private synchronized void suspend(
      String name,
      Optional<Wait> known,
      Duration time,
      Map<String, Object> shown,
      Optional<ApprovalRequest> asked) {
    Instant now = Instant.now();
    Instant until = known.map(Wait::until).map(Instant::ofEpochMilli).orElse(now.plus(time));
    shown.put("since", now.toString());
    shown.put("until", until.toString());
    String requester = run.creator().getName();
    request = new Wait.Request(place, name, until.toEpochMilli(), shown, asked, requester);
    throw new LeaveException.Suspended();
  }
}
