package dev.callboard.platform.config;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that wants to know when the configuration changes. Called once per accepted change, one
 * after the other, on a thread of the configuration; it must return within seconds. An exception is
 * logged and does not undo the change.
 */
@ConsumerType
public interface ConfigListener {
  /**
   * A service property with the paths (one text or several) whose values the component reads only
   * when it starts. When one of them changes, operators are told that a restart is needed.
   */
  String RESTART_PATHS = "callboard.config.restart";

  /**
   * Tells that another configuration is active now.
   *
   * @param previous what was active before, not null
   * @param current what is active now, not null
   */
  void configChanged(Config previous, Config current);
}
