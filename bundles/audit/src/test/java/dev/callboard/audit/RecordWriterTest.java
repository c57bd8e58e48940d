package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PrincipalType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T23:58:26.123456789Z");

  private final RecordWriter records = new RecordWriter(Clock.fixed(NOW, ZoneOffset.UTC), "n2");

  @Test
  void aRecordHasAllParts() {
    var row =
        records.row(
            AuditEvent.event(
                    "entity-mutate",
                    new Fakes.Principal(
                        PrincipalType.USER,
                        "user:default/alice",
                        Optional.of(
                            new Fakes.Principal(
                                PrincipalType.PLUGIN, "plugin:foo", Optional.empty()))))
                .subAction("update")
                .severity(Severity.HIGH)
                .target("entity", "component:default/pay")
                .cause("commit", "9fc1")
                .digests("sha256:00", "sha256:01")
                .patch("[{\"op\":\"replace\",\"path\":\"/a\",\"value\":1}]")
                .meta("n", 1)
                .failed());
    assertEquals(
        "{\"actor\":{\"ref\":\"user:default/alice\",\"type\":\"user\",\"via\":[\"plugin:foo\"]},"
            + "\"after\":\"sha256:01\",\"before\":\"sha256:00\",\"cause\":{\"commit\":\"9fc1\"},"
            + "\"eventId\":\"entity-mutate\",\"id\":\""
            + row.id()
            + "\",\"meta\":{\"n\":1},\"node\":\"n2\","
            + "\"patch\":[{\"op\":\"replace\",\"path\":\"/a\",\"value\":1}],"
            + "\"severity\":\"high\",\"status\":\"failed\",\"sub\":\"update\","
            + "\"target\":{\"kind\":\"entity\",\"ref\":\"component:default/pay\"},"
            + "\"ts\":\"2026-11-20T23:58:26.123456Z\"}",
        row.body());
  }

  @Test
  void idsAreOfVersionSevenAndBeginWithTheTime() {
    UUID id = UUID.fromString(new TimeOrderedId().next(NOW));
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(NOW.toEpochMilli(), id.getMostSignificantBits() >>> 16);
  }

  @Test
  void U07_secretsDoNotGetIntoTheLog() {
    String body =
        records
            .row(
                AuditEvent.event("x", Fakes.user("user:default/a"))
                    .meta("token", "hunter2")
                    .meta("nested", Map.of("client-secret", Map.of("a", "hunter2"), "ok", "shown"))
                    .meta("list", List.of("Bearer hunter2hunter2", "https://u:hunter2@h/x"))
                    .meta("pem", "-----BEGIN RSA PRIVATE KEY----- hunter2")
                    .meta("gh", "is ghp_hunter2hunter2hunter2hunter2 here")
                    .meta("jwt", "eyJhbGciOiJIUzI1.eyJzdWIiOiJh.hunter2")
                    .cause("location", "https://x:hunter2@github.com/a")
                    .patch(
                        "[{\"op\":\"add\",\"path\":\"/spec/password\",\"value\":\"hunter2\"},"
                            + "{\"op\":\"add\",\"path\":\"/a\",\"value\":{\"apiKey\":\"hunter2\"}}]")
                    .build())
            .body();
    assertFalse(body.contains("hunter2"), body);
    assertTrue(body.contains("shown"));
  }

  @Test
  void aBadPatchIsToldWithoutItsText() {
    AuditEvent event = AuditEvent.event("x", Fakes.user("u")).patch("{hunter2").build();
    PortalException e = assertThrows(PortalException.class, () -> records.row(event));
    assertFalse(e.getMessage().contains("hunter2"));
    assertEquals(null, e.getCause());
  }

  @Test
  void theLengthOfARecordIsLimited() {
    int around = records.row(filled(0)).body().length();
    for (int length : List.of(RecordWriter.MAX_LENGTH - 1, RecordWriter.MAX_LENGTH)) {
      assertEquals(length, records.row(filled(length - around)).body().length());
    }
    assertThrows(
        PortalException.class, () -> records.row(filled(RecordWriter.MAX_LENGTH + 1 - around)));
  }

  private static AuditEvent filled(int length) {
    return AuditEvent.event("x", Fakes.user("u")).meta("m", "x".repeat(length)).build();
  }

  @Test
  void jsonIsWrittenInOneWayOnly() {
    assertEquals(
        "{\"\":[],\"A\":-5,\"a\":{},\"b\":\"1.5\",\"c\":\"9007199254740992\",\"d\":100,\"z\":null}",
        CanonicalJson.write(
            new java.util.HashMap<String, Object>() {
              private static final long serialVersionUID = 1L;

              {
                put("z", null);
                put("b", 1.5);
                put("c", 1L << 53);
                put("d", 1e2);
                put("a", Map.of());
                put("A", -5);
                put("", List.of());
              }
            }));
    assertEquals(
        "[\"\\\"\\\\\\b\\f\\n\\r\\t\\u001f\u007f/é\uD83D\uDE00\uFFFD\uFFFD\",true,null,\"NaN\"]",
        CanonicalJson.write(
            Arrays.asList(
                "\"\\\b\f\n\r\t\u001f\u007f/é\uD83D\uDE00\uD800\u0000", true, null, Double.NaN)));
  }
}
