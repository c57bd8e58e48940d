package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.api.ApprovalRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wait of a step, for a time or for people.
 *
 * @param name which of the step's waits
 * @param until when it is over, in milliseconds
 * @param answer what people said; an empty object when the time has passed; empty while it lasts
 */
record Wait(String name, long until, Optional<Map<String, Object>> answer) {

  /**
   * What a step asks for when it is put aside.
   *
   * @param place the step or turn
   * @param name which of its waits
   * @param until when it is over, in milliseconds
   * @param shown to people who look at the task
   * @param request whom it asks, or empty when it waits for the time only
   * @param requester who started the run
   */
  record Request(
      Place place,
      String name,
      long until,
      Map<String, Object> shown,
      Optional<ApprovalRequest> request,
      String requester) {
    List<String> approvers() {
      return request.map(ApprovalRequest::approvers).orElse(List.of());
    }

    boolean byInitiator() {
      return request.map(ApprovalRequest::byInitiator).orElse(false);
    }
  }
}
