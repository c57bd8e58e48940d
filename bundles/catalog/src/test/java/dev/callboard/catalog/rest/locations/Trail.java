package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what callers did, or refuses to. */
final class Trail implements AuditService {
  private final List<String> lines = new ArrayList<>();
  private boolean broken;

  void breakDown() {
    broken = true;
  }

  /** Returns what users did, such as {@code location-mutate create url:https://… POST /x}. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void record(Connection transaction, AuditEvent event) throws SQLException {
    if (broken) {
      throw new SQLException("no room");
    }
    record(event);
  }

  @Override
  public void record(AuditEvent event) {
    if (event.actor() instanceof Alice) {
      lines.add(
          String.join(
              " ",
              event.eventId(),
              event.subAction(),
              event.targetRef(),
              event.cause().getOrDefault("request", "-")));
    }
  }
}
