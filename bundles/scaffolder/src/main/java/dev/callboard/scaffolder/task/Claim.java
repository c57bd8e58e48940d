package dev.callboard.scaffolder.task;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Map;

/**
 * The right of a worker to take a task forward, until another claim is made.
 *
 * @param task the task when it was claimed
 * @param fence the number of the claim; writes with an older one are refused
 * @param generation how often the task was started over
 * @param resumed whether somebody had begun with it already
 * @param woken whether it waited, and the wait is over
 * @param secrets its secrets by name
 * @param creator who created it
 */
record Claim(
    Task task,
    long fence,
    int generation,
    boolean resumed,
    boolean woken,
    Map<String, String> secrets,
    PortalPrincipal creator) {
  String id() {
    return task.id();
  }
}
