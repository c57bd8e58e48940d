package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.ScriptError;

/** Text that is being written, up to a limit. */
final class Output {
  private final StringBuilder text = new StringBuilder();
  private final Meter meter;

  Output(Meter meter) {
    this.meter = meter;
  }

  void append(String more) {
    meter.charge(1 + more.length() / 64);
    if (text.length() + (long) more.length() > meter.maxText()) {
      throw new ScriptError("it gives more than " + meter.maxText() + " characters");
    }
    text.append(more);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
