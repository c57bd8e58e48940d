package dev.callboard.catalog.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static Map<String, Object> good() {
    return new HashMap<>(
        Map.of("name", "ci", "url", "https://x.test/in?key=SECRET", "secret", "0123456789abcdef"));
  }

  private static List<Webhook> read(List<Map<String, Object>> webhooks) {
    return Webhook.of(new MapConfig(Map.of("catalog.webhooks", webhooks)));
  }

  private static String refused(String key, Object value) {
    Map<String, Object> webhook = good();
    webhook.put(key, value);
    return assertThrows(PortalException.class, () -> read(List.of(webhook))).getMessage();
  }

  @Test
  void aWebhookIsReadWithItsDefaults() {
    Webhook webhook = read(List.of(good())).get(0);
    assertEquals("ci", webhook.name());
    assertEquals("x.test", webhook.host());
    assertEquals(3, webhook.types().size());
    assertTrue(webhook.withEntity());
    assertEquals(List.of(), Webhook.of(new MapConfig(Map.of())));
  }

  @Test
  void whatCannotBeUsedIsRefusedByName() {
    assertTrue(refused("name", "").contains("'name'"));
    assertTrue(refused("name", "a/b").contains("'name'"));
    assertTrue(refused("secret", "short").contains("webhooks 'ci'"));
    assertTrue(
        assertThrows(PortalException.class, () -> read(List.of(good(), good())))
            .getMessage()
            .contains("two webhooks"));
  }

  @Test
  void S01_onlyHttpWithAHostAndWithoutUserNameCanBeATarget() {
    for (String url :
        List.of(
            "",
            "file:///etc/passwd",
            "ftp://x.test/",
            "jar:http://x.test!/",
            "http://127.1/",
            "http://a_b.example/",
            "https:///x",
            "https://user:SECRET@x.test/",
            "https://x.test/ SECRET")) {
      String message = refused("url", url);
      assertTrue(message.contains("'url'"), message);
      assertFalse(message.contains("SECRET"), message);
    }
  }

  @Test
  void pausesGrowToTheLongestAndDiffer() {
    WebhookLimits limits = WebhookLimits.of(new MapConfig(Map.of()));
    for (int failures = 1; failures < 100; failures++) {
      long most = Math.min(300_000, 1_000L << Math.min(failures - 1, 20));
      long pause = limits.pause(failures).toMillis();
      assertTrue(pause >= most / 2 && pause <= most, failures + ": " + pause);
    }
    assertTrue(
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> limits.pause(10)).distinct().count()
            > 1);
    assertEquals(Duration.ofSeconds(60), limits.lease());
  }
}
