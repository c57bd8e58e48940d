package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditFollower;
import dev.callboard.platform.audit.AuditRecord;
import java.io.IOException;
import java.util.List;

/** Gives a sink the log. */
final class SinkFollower implements AuditFollower {
  private final SinkSettings settings;

  SinkFollower(SinkSettings settings) {
    this.settings = settings;
  }

  @Override
  public String id() {
    return "audit-export:" + settings.id();
  }

  @Override
  public boolean fromBeginning() {
    return settings.fromBeginning();
  }

  @Override
  public void accept(List<AuditRecord> records) throws IOException {
    settings.sink().write(records);
  }
}
