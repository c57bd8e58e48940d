package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.api.ActionLogger;

/** Writes lines with the colours of levels that Backstage's log has. */
final class StepLogger implements ActionLogger {
  private static final int RED = 31;
  private static final int GREEN = 32;
  private static final int YELLOW = 33;
  private static final int BLUE = 34;

  private final RunLog log;
  private final String stepId;
  private final Runnable check;

  StepLogger(RunLog log, String stepId, Runnable check) {
    this.log = log;
    this.stepId = stepId;
    this.check = check;
  }

  @Override
  public void debug(String line) {
    write("debug", BLUE, line);
  }

  @Override
  public void info(String line) {
    write("info", GREEN, line);
  }

  @Override
  public void warn(String line) {
    write("warn", YELLOW, line);
  }

  @Override
  public void error(String line) {
    write("error", RED, line);
  }

  private void write(String level, int color, String line) {
    check.run();
    log.line(stepId, level, color, line);
  }
}
