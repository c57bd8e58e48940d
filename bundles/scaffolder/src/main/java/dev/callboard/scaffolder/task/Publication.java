package dev.callboard.scaffolder.task;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Map;
import java.util.Optional;

/**
 * What a step brought to a source host. It is told from the outputs that actions of this sort have
 * in common, so that those of plugins are recorded, too.
 */
final class Publication {
  private Publication() {}

  /**
   * Returns the event of a step or turn that published something, or empty.
   *
   * @param who created the task
   */
  static Optional<AuditEvent> of(
      String taskId, String action, Map<String, Object> outputs, PortalPrincipal who) {
    Optional<String> repository = text(outputs, "remoteUrl");
    Optional<String> request =
        text(outputs, "pullRequestUrl").or(() -> text(outputs, "mergeRequestUrl"));
    if (request.isEmpty() && outputs.containsKey("pullRequestNumber")) {
      request = repository;
    }
    if (request.isEmpty() && repository.isEmpty()) {
      return Optional.empty();
    }
    String kind = request.isPresent() ? "pull-request" : "repository";
    AuditEvent.Builder event =
        AuditEvent.event(request.isPresent() ? "publish-pr" : "publish-repo", who)
            .severity(Severity.HIGH)
            .target(kind, request.or(() -> repository).get())
            .cause("task", taskId)
            .meta("action", action);
    text(outputs, "commitHash").ifPresent(commit -> event.cause("commit", commit));
    return Optional.of(event.build());
  }

  private static Optional<String> text(Map<String, Object> outputs, String name) {
    return outputs.get(name) instanceof String value && !value.isBlank()
        ? Optional.of(value)
        : Optional.empty();
  }
}
