package dev.callboard.platform.scheduler;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that is run periodically. It runs on a thread of the scheduler, never twice at the same
 * time, from the moment the service is there until it goes: then a run under way is interrupted. A
 * failing run is logged and shown, and the next one comes as planned.
 */
@ConsumerType
public interface ScheduledTask {
  /** Returns the name, unique within the plugin. Asked once. */
  String id();

  /** Returns when to run. Asked once. */
  Schedule schedule();

  /**
   * Does the work. May block; must end soon after an interrupt.
   *
   * @throws Exception to say that the run failed
   */
  void run() throws Exception;
}
