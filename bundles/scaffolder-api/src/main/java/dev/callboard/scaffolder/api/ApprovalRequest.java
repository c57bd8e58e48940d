package dev.callboard.scaffolder.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** What a step asks people for. Immutable; each method gives a changed copy. */
public final class ApprovalRequest {
  private final List<String> approvers;
  private final String message;
  private final Duration timeout;
  private final boolean byInitiator;

  private ApprovalRequest(
      List<String> approvers, String message, Duration timeout, boolean byInitiator) {
    this.approvers = approvers;
    this.message = message;
    this.timeout = timeout;
    this.byInitiator = byInitiator;
  }

  /**
   * Returns a request that one of the approvers answers, the person who started the task excepted.
   *
   * @param approvers full references of groups and users, or names of other principals such as
   *     {@code external:change-board}; at least one, not null
   * @param message what they are asked, not null; is shown to them
   * @param timeout how long they have, positive
   */
  public static ApprovalRequest of(List<String> approvers, String message, Duration timeout) {
    return new ApprovalRequest(
        List.copyOf(approvers),
        requireNonNull(message, "message is null"),
        requireNonNull(timeout, "timeout is null"),
        false);
  }

  /** Returns a request that also the person who started the task may answer, if an approver. */
  public ApprovalRequest byInitiatorToo() {
    return new ApprovalRequest(approvers, message, timeout, true);
  }

  /** Returns who may answer. */
  public List<String> approvers() {
    return approvers;
  }

  /** Returns what they are asked. */
  public String message() {
    return message;
  }

  /** Returns how long they have. */
  public Duration timeout() {
    return timeout;
  }

  /** Returns whether the person who started the task may answer, when it is an approver. */
  public boolean byInitiator() {
    return byInitiator;
  }
}
