package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DenialAuditTest {
  private final Lab lab = new Lab();
  private final AtomicLong clock = new AtomicLong();
  private final DenialAudit denials =
      new DenialAudit(
          () -> MapConfig.of("permission.denials.limit", 3, "permission.denials.interval", "PT10S"),
          lab.alarm,
          clock::get);

  @AfterEach
  void close() {
    lab.close();
  }

  private void deny(String name) {
    denials.denied(
        FakePrincipal.user(),
        new PermissionRequest(Permission.basic(name, "delete"), Optional.empty()),
        "no role");
  }

  private AuditEvent next() throws InterruptedException {
    return lab.audit.events.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void a_denial_is_audited_with_who_what_and_why() throws Exception {
    DefaultPermissionService service =
        new DefaultPermissionService(lab.directory(MapConfig.empty()), lab.judge, denials);
    service.authorize(
        FakePrincipal.user(),
        new PermissionRequest(
            Permission.basic("catalog.location.delete", "delete"), Optional.empty()));
    AuditEvent event = next();
    assertEquals("permission-deny", event.eventId());
    assertEquals("failed", event.status());
    assertEquals("user:default/ann", event.actor().getName());
    assertEquals("catalog.location.delete", event.targetRef());
    assertEquals("no rule and no role allows it", event.meta().get("reason"));
  }

  @Test
  void questions_of_users_are_no_denials() throws Exception {
    lab.service(lab.directory(MapConfig.empty()))
        .authorize(
            FakePrincipal.user(),
            new PermissionRequest(
                Permission.basic("catalog.location.delete", "delete"), Optional.empty()));
    deny("after");
    assertEquals("after", next().targetRef());
  }

  @Test
  void a_flood_of_denials_is_counted_and_not_written() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      deny("a");
    }
    assertEquals(0L, next().meta().get("leftOut"));
    deny("b");
    assertEquals(999L, next().meta().get("leftOut"));
    deny("c");
    assertEquals(0L, next().meta().get("leftOut"));
    deny("d");
    deny("e");
    clock.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    deny("f");
    clock.addAndGet(1);
    deny("a");
    AuditEvent event = next();
    assertEquals("a", event.targetRef());
    assertEquals(3L, event.meta().get("leftOut"));
    assertNull(lab.audit.events.poll());
  }
}
