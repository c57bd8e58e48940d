package dev.callboard.notifications.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.integrations.outbound.OutboundHttp;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.notifications.spi.NotificationDelivery;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChannelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private HttpServer server;
  private volatile Headers headers;
  private volatile byte[] body;
  private volatile int status = 204;
  private volatile String retryAfter;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          headers = exchange.getRequestHeaders();
          body = exchange.getRequestBody().readAllBytes();
          if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
  }

  private static OutboundHttp.Answer send(String url, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<Void> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding());
      return new OutboundHttp.Answer(
          answer.statusCode(), answer.headers().firstValue("Retry-After"));
    } catch (java.io.IOException e) {
      throw PortalException.unavailable("no answer");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MapConfig config(Map<String, Object> entry) {
    return MapConfig.of(
        "app.baseUrl",
        "https://portal.example.com/",
        "notifications.processors.webhook",
        List.of(entry));
  }

  private WebhookChannel channel(String format) {
    MapConfig config =
        config(
            Map.of(
                "id",
                "room",
                "url",
                url(),
                "format",
                format,
                "secret",
                SECRET,
                "headers",
                Map.of("Authorization", "Bearer of-the-room")));
    return channel(config, WebhookChannelTest::send);
  }

  private static WebhookChannel channel(MapConfig config, OutboundHttp outbound) {
    WebhookSettings settings = WebhookSettings.of(config).get(0);
    return new WebhookChannel(
        settings,
        MessageWriter.of(settings.format(), config),
        outbound,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static NotificationDelivery delivery(NotificationPayload.Builder payload) {
    Notification told =
        new Notification(
            "n1",
            Optional.empty(),
            "plugin:supply-chain",
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            payload.build());
    return new NotificationDelivery(
        "d1", Optional.empty(), List.of("user:default/alice"), List.of(told), false);
  }

  private static NotificationPayload.Builder finding() {
    return NotificationPayload.titled("log4j <!channel> & more")
        .description("[click](https://evil.example) *now* é 🚀")
        .link("/supply-chain/findings/1")
        .severity(NotificationSeverity.CRITICAL)
        .topic("findings")
        .scope("finding:1");
  }

  @Test
  void whatIsSentIsACloudEventWithASignatureThatOthersCanCheck() throws Exception {
    channel("cloudevents").deliver(delivery(finding()));
    String signed = headers.getFirst("webhook-id") + "." + NOW.getEpochSecond() + ".";
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update(signed.getBytes(UTF_8));
    assertEquals(
        "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)),
        headers.getFirst("webhook-signature"));
    assertEquals("d1", headers.getFirst("webhook-id"));
    assertEquals(Long.toString(NOW.getEpochSecond()), headers.getFirst("webhook-timestamp"));
    assertEquals("application/cloudevents+json", headers.getFirst("Content-Type"));
    assertEquals("Bearer of-the-room", headers.getFirst("Authorization"));
    JsonNode event = JSON.readTree(body);
    assertEquals("1.0", event.get("specversion").asText());
    assertEquals("d1", event.get("id").asText());
    assertEquals("https://portal.example.com/api/notifications", event.get("source").asText());
    assertEquals("dev.callboard.notification", event.get("type").asText());
    assertEquals("critical", event.at("/data/severity").asText());
    assertEquals(
        "https://portal.example.com/supply-chain/findings/1", event.at("/data/link").asText());
    assertEquals("user:default/alice", event.at("/data/recipients/0").asText());
  }

  @Test
  void aRoomOfSlackIsToldInBlocksThatCallNobody() throws Exception {
    channel("slack").deliver(delivery(finding()));
    JsonNode message = JSON.readTree(body);
    assertEquals("log4j &lt;!channel&gt; &amp; more", message.get("text").asText());
    assertEquals("plain_text", message.at("/blocks/0/text/type").asText());
    assertTrue(message.at("/blocks/1/text/text").asText().contains("é 🚀"));
    assertEquals(
        "https://portal.example.com/supply-chain/findings/1",
        message.at("/blocks/3/elements/0/url").asText());
  }

  @Test
  void aRoomOfTeamsIsToldByACardWhoseTextsAreNoMarkdown() throws Exception {
    channel("teams").deliver(delivery(finding()));
    JsonNode card = JSON.readTree(body).at("/attachments/0");
    assertEquals("application/vnd.microsoft.card.adaptive", card.get("contentType").asText());
    assertEquals("AdaptiveCard", card.at("/content/type").asText());
    assertEquals(
        "\\[click\\](https://evil.example) \\*now\\* é 🚀",
        card.at("/content/body/1/text").asText());
    assertEquals("Action.OpenUrl", card.at("/content/actions/0/type").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "149, 149",
    "150, 150",
    "151, 150",
  })
  void titlesAreNoLongerThanSlackTakes(int length, int sent) throws Exception {
    channel("slack").deliver(delivery(NotificationPayload.titled("x".repeat(length))));
    assertEquals(sent, JSON.readTree(body).at("/blocks/0/text/text").asText().length());
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, 120",
    "503, 'Sat, 21 Nov 2026 10:01:00 GMT', 60",
    "429, 999999999, 86400",
    "429, soon, -1",
    "429, 'Sat, 21 Nov 2026 09:00:00 GMT', -1",
    "500, 120, -1",
    "307, , -1",
    "404, , -1"
  })
  void S04_anythingButSuccessIsTriedLaterAndARedirectIsNotFollowed(
      int answer, String after, long seconds) {
    status = answer;
    retryAfter = after;
    DeliveryException e =
        assertThrows(
            DeliveryException.class, () -> channel("cloudevents").deliver(delivery(finding())));
    assertFalse(e.isFinal());
    assertEquals("the host answered " + answer, e.getMessage());
    assertEquals(
        seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)), e.retryAfter());
  }

  @Test
  void noMessageHasTheAddressOrASecret() {
    MapConfig config =
        config(Map.of("id", "room", "url", "https://chat.example/SECRETPATH", "format", "slack"));
    WebhookChannel channel =
        channel(
            config,
            (url, headers, bytes) -> {
              throw PortalException.notAllowed("Sending to 'chat.example:443' is not allowed");
            });
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel.deliver(delivery(finding())));
    assertFalse(e.getMessage().contains("SECRETPATH"));
    assertFalse(WebhookSettings.of(config).toString().contains("SECRETPATH"));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("id", "Room", "url", "https://chat.example/SECRETPATH", "format", "slack"),
            Map.of("id", "room", "url", "https://user:SECRETPATH@chat.example", "format", "slack"),
            Map.of("id", "room", "url", "ftp://chat.example/SECRETPATH", "format", "slack"),
            Map.of("id", "room", "url", "https://chat.example/SECRETPATH"),
            Map.of("id", "room", "url", "https://c.example", "secret", "SECRETPATH"),
            Map.of("id", "room", "url", "https://c.example", "format", "irc"),
            Map.of(
                "id",
                "room",
                "url",
                "https://c.example",
                "format",
                "slack",
                "headers",
                Map.of("Authorization", "SECRETPATH\r\nX: y")))) {
      PortalException told =
          assertThrows(PortalException.class, () -> WebhookSettings.of(config(wrong)));
      assertFalse(told.getMessage().contains("SECRETPATH"), told.getMessage());
    }
  }

  @Test
  void aFilterSaysWhatARoomIsTold() {
    MapConfig config =
        config(
            Map.of(
                "id",
                "room",
                "url",
                url(),
                "format",
                "slack",
                "filter",
                Map.of(
                    "minSeverity", "high",
                    "topics", List.of("findings", "audit"),
                    "excludedTopics", List.of("audit"),
                    "origins", List.of("plugin:supply-chain"))));
    WebhookChannel channel = channel(config, WebhookChannelTest::send);
    assertTrue(channel.wants(told(finding())));
    assertTrue(channel.wants(told(finding().severity(NotificationSeverity.HIGH))));
    assertFalse(channel.wants(told(finding().severity(NotificationSeverity.NORMAL))));
    assertFalse(channel.wants(told(finding().topic("audit"))));
    assertFalse(channel.wants(told(finding().topic(null))));
  }

  private static Notification told(NotificationPayload.Builder payload) {
    return delivery(payload).notifications().get(0);
  }
}
