package dev.callboard.scaffolder.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes lines of a task's log. They can be seen at once by those who follow the task; secrets are
 * taken out first. Thread-safe; blocks for as long as the database takes. A line that is too long
 * is cut, and when a step writes too many the rest is dropped with a line that says so.
 */
@ProviderType
public interface ActionLogger {
  /** Writes a line for those who look into what went on; not null. */
  void debug(String line);

  /** Writes an ordinary line; not null. */
  void info(String line);

  /** Writes a line about something that may need attention; not null. */
  void warn(String line);

  /** Writes a line about something that went wrong; not null. */
  void error(String line);
}
