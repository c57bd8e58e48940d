package dev.callboard.events.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import dev.callboard.testing.MapConfig;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final String SECRET = "canary-0123456789abcdef";
  private static final String FROM = "192.0.2.1";

  private MapConfig config =
      MapConfig.of("events.http.topics", List.of("builds", "open", "bare"))
          .with("events.http.unsigned", List.of("open"))
          .with("events.modules.builds.webhookSecret", SECRET)
          .with("events.modules.forge.webhookSecret", List.of("older", SECRET));
  private final List<Event> published = new ArrayList<>();
  private final List<String> onBus = new ArrayList<>();
  private final List<AuditEvent> audited = new ArrayList<>();
  private final Time time = new Time();
  private final Webhooks webhooks =
      new Webhooks(
          () -> config,
          published::add,
          (topic, payload, notified) -> onBus.add(topic + payload),
          new Audit(),
          new Names(),
          time);

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final class Audit implements AuditService {
    @Override
    public void record(Connection transaction, AuditEvent event) {
      throw new AssertionError("no transaction is open");
    }

    @Override
    public void record(AuditEvent event) {
      audited.add(event);
    }
  }

  private record Name(PrincipalType type, String getName) implements PortalPrincipal {
    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }

  private static final class Names implements IdentityService {
    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      throw new AssertionError("nobody signs in");
    }

    @Override
    public PortalPrincipal anonymous() {
      return new Name(PrincipalType.ANONYMOUS, "anonymous");
    }

    @Override
    public PortalPrincipal system(String name) {
      return new Name(PrincipalType.SYSTEM, "system:" + name);
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      throw new AssertionError("no token is wanted");
    }
  }

  /** A host whose signature is its secret. */
  private static final class Forge implements WebhookReceiver {
    @Override
    public String topic() {
      return "forge";
    }

    @Override
    public boolean isSigned(WebhookRequest request, String secret) {
      return request.header("X-Forge-Token").filter(secret::equals).isPresent();
    }

    @Override
    public Optional<String> deliveryId(WebhookRequest request) {
      return request.header("X-Forge-Id");
    }

    @Override
    public List<Event> events(WebhookRequest request, Map<String, Object> payload) {
      if (payload.containsKey("broken")) {
        throw new IllegalStateException("broken");
      }
      return List.of(new Event("forge.push", payload));
    }
  }

  private void send(String topic, String body, String... headers) {
    Map<String, String> map = new HashMap<>(Map.of("Content-Type", "application/json"));
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    webhooks.receive(new WebhookRequest(topic, map, body.getBytes(UTF_8)), FROM);
  }

  private ErrorCode refused(String topic, String body, String... headers) {
    PortalException e = assertThrows(PortalException.class, () -> send(topic, body, headers));
    assertFalse(e.getMessage().contains(SECRET));
    return e.code();
  }

  private static String signed(String body) {
    return "sha256="
        + HexFormat.of()
            .formatHex(Signatures.hmac("HmacSHA256", SECRET.getBytes(UTF_8), body.getBytes(UTF_8)));
  }

  private List<String> topics() {
    return published.stream().map(Event::topic).toList();
  }

  @Test
  void aSignedBodyIsPublishedWithNullsAndHeaders() {
    String body = "{\"n\": 1, \"nothing\": null}";
    send("builds", body, "X-Hub-Signature-256", signed(body), "X-Kind", "done", "Cookie", "c=1");
    assertEquals(List.of("builds"), topics());
    assertTrue(published.get(0).payload().containsKey("nothing"));
    assertEquals(published.size(), onBus.size());
    assertTrue(onBus.get(0).startsWith(published.get(0).topic() + "{"), onBus.get(0));
    assertEquals("done", published.get(0).metadata().get("x-kind"));
    assertEquals(Set.of("x-kind", "content-type"), published.get(0).metadata().keySet());
    assertEquals("succeeded", audited.get(0).status());
  }

  @Test
  void U11_aMissingOrWrongSignatureIsRefusedAndAudited() {
    assertEquals(ErrorCode.NOT_ALLOWED, refused("builds", "{}"));
    assertEquals(
        ErrorCode.NOT_ALLOWED, refused("builds", "{} ", "X-Hub-Signature-256", signed("{}")));
    assertEquals(List.of(), topics());
    assertEquals(1, audited.size(), "one of an address and topic in a minute");
    assertEquals("failed", audited.get(0).status());
    time.now = time.now.plusSeconds(60);
    refused("builds", "{}");
    assertEquals(2, audited.size());
    assertFalse(audited.toString().contains(SECRET));
  }

  @Test
  void U11_unknownTopicsAndThoseWithoutASecretAreRefused() {
    assertEquals(ErrorCode.NOT_FOUND, refused("unknown", "{}"));
    assertEquals(ErrorCode.NOT_FOUND, refused("forge", "{}"));
    assertEquals(ErrorCode.NOT_ALLOWED, refused("bare", "{}"));
    config = config.with("events.modules.bare.webhookSecret", "  ");
    assertEquals(ErrorCode.NOT_ALLOWED, refused("bare", "{}", "X-Hub-Signature-256", signed("{}")));
    send("open", "{}");
    assertEquals(List.of("open"), topics());
  }

  @Test
  void aSecretCountsAlsoWhereTheTopicMayBeUnsigned() {
    config = config.with("events.http.unsigned", List.of("builds"));
    assertEquals(ErrorCode.NOT_ALLOWED, refused("builds", "{}"));
  }

  @Test
  void aReceiverOfAPluginChecksAndTranslates() {
    webhooks.addReceiver(new Forge());
    assertEquals(ErrorCode.NOT_ALLOWED, refused("forge", "{}", "X-Forge-Token", "x"));
    send("forge", "{\"a\":1}", "X-Forge-Token", SECRET, "X-Forge-Id", "1");
    send("forge", "{\"a\":2}", "X-Forge-Token", "older", "X-Forge-Id", "2");
    assertEquals(List.of("forge", "forge.push", "forge", "forge.push"), topics());
    assertFalse(published.toString().contains(SECRET), "no credential among the metadata");
    send("forge", "{\"broken\":1}", "X-Forge-Token", SECRET, "X-Forge-Id", "3");
    assertEquals("forge", topics().get(4));
    assertEquals(5, published.size());
  }

  @Test
  void F49_aDeliveryThatComesAgainHasNoEffect() {
    webhooks.addReceiver(new Forge());
    for (int i = 0; i < 3; i++) {
      send("forge", "{\"a\":1}", "X-Forge-Token", SECRET, "X-Forge-Id", "1");
    }
    assertEquals(2, published.size());
    // The id is not signed: somebody who overheard the body may change it.
    send("forge", "{\"a\":1}", "X-Forge-Token", SECRET, "X-Forge-Id", "forged");
    assertEquals(2, published.size());
    time.now = time.now.plusSeconds(300);
    send("forge", "{\"a\":1}", "X-Forge-Token", SECRET, "X-Forge-Id", "1");
    assertEquals(4, published.size());
  }

  @Test
  void whatHasNoIdCountsEachTime() {
    webhooks.addReceiver(new Forge());
    send("forge", "{}", "X-Forge-Token", SECRET);
    send("forge", "{}", "X-Forge-Token", SECRET);
    assertEquals(4, published.size());
  }

  @Test
  void U11_aTimeInASignatureMayBeOffByTheWindowOnly() {
    String body = "{}";
    for (int[] each : new int[][] {{-299, 1}, {-300, 1}, {-301, 0}, {300, 1}, {301, 0}}) {
      String stamp = Long.toString(time.now.getEpochSecond() + each[0]);
      String id = "msg_" + each[0];
      byte[] hmac =
          Signatures.hmac(
              "HmacSHA256",
              SECRET.getBytes(UTF_8),
              (id + "." + stamp + "." + body).getBytes(UTF_8));
      String[] headers = {
        "webhook-id",
        id,
        "webhook-timestamp",
        stamp,
        "webhook-signature",
        "v1,AAAA v1," + Base64.getEncoder().encodeToString(hmac)
      };
      published.clear();
      if (each[1] == 1) {
        send("builds", body, headers);
        send("builds", body, headers);
        assertEquals(1, published.size(), each[0] + " comes twice");
      } else {
        assertEquals(ErrorCode.NOT_ALLOWED, refused("builds", body, headers), "" + each[0]);
      }
    }
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    for (String body : List.of("", "[]", "null", "{", "{\"a\":1,\"a\":2}", "{} {}", "\"x\"")) {
      assertEquals(ErrorCode.INPUT, refused("open", body), body);
    }
    assertEquals(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        refused("open", "{}", "Content-Type", "application/x-www-form-urlencoded"));
    send("open", "{}", "Content-Type", "application/vnd.x+json; charset=utf-8");
    assertEquals(List.of("open"), topics());
  }

  @Test
  void U11_nestingIsBounded() {
    send("open", "{\"a\":".repeat(64) + "1" + "}".repeat(64));
    assertEquals(ErrorCode.INPUT, refused("open", "{\"a\":".repeat(65) + "1" + "}".repeat(65)));
  }

  @Test
  void U11_anAddressMaySendSoManyInAMinute() {
    config = config.with("events.http.requestsPerMinute", 3);
    for (int i = 0; i < 3; i++) {
      webhooks.admit("open", FROM);
    }
    PortalException e = assertThrows(PortalException.class, () -> webhooks.admit("open", FROM));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, e.code());
    webhooks.admit("open", "192.0.2.2");
    time.now = time.now.plusSeconds(60);
    webhooks.admit("open", FROM);
  }

  @Test
  void theOldestDeliveriesAreForgottenFirst() {
    Deliveries deliveries = new Deliveries(time);
    Duration window = Duration.ofMinutes(5);
    for (String id : List.of("a", "b", "c")) {
      assertTrue(deliveries.isNew(id, 3, window));
    }
    assertFalse(deliveries.isNew("a", 3, window));
    assertTrue(deliveries.isNew("d", 3, window));
    assertFalse(deliveries.isNew("b", 3, window));
    assertTrue(deliveries.isNew("a", 3, window));
  }

  @Test
  void countsAreBounded() {
    MinuteCounts counts = new MinuteCounts(time);
    for (int i = 0; i < MinuteCounts.MAX_KEYS; i++) {
      assertEquals(1, counts.add("k" + i));
    }
    assertEquals(1, counts.add("one more"));
    assertEquals(2, counts.add("and another"));
    assertEquals(2, counts.add("k0"));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    for (Object[] each :
        new Object[][] {
          {"events.http.requestsPerMinute", 0},
          {"events.http.rememberedDeliveries", 0},
          {"events.http.replayWindow", "PT0S"},
          {"events.http.replayWindow", "P2D"}
        }) {
      MapConfig bad = MapConfig.of(each);
      assertThrows(PortalException.class, () -> WebhookSettings.of(bad), (String) each[0]);
    }
  }
}
