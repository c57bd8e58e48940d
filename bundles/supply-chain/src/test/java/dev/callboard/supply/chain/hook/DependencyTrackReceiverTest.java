package dev.callboard.supply.chain.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookRequest;
import dev.callboard.testing.MapConfig;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyTrackReceiverTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final byte[] BODY = "{\"a\":  1}".getBytes(UTF_8);

  private static boolean isSigned(MapConfig config, String header, String value) {
    WebhookRequest request = new WebhookRequest("dependency-track", Map.of(header, value), BODY);
    return new DependencyTrackReceiver(() -> config).isSigned(request, SECRET);
  }

  private static String hmac(String body) {
    return HexFormat.of()
        .formatHex(Signatures.hmac("HmacSHA256", SECRET.getBytes(UTF_8), body.getBytes(UTF_8)));
  }

  @Test
  void U11_aTokenOrASignatureOfTheBytesOpens() {
    MapConfig none = MapConfig.empty();
    String right = hmac("{\"a\":  1}");
    assertTrue(isSigned(none, "X-Api-Key", SECRET));
    assertFalse(isSigned(none, "X-Api-Key", SECRET + " "));
    assertFalse(isSigned(none, "X-Api-Key", ""));
    assertFalse(isSigned(none, "Authorization", SECRET));
    assertTrue(isSigned(none, "X-Hub-Signature-256", "sha256=" + right));
    assertFalse(isSigned(none, "X-Hub-Signature-256", hmac("{\"a\":1}")), "another text of it");
    assertFalse(isSigned(none, "X-Hub-Signature-256", SECRET));
  }

  @Test
  void U11_aWrongSignatureIsNotMadeGoodByAToken() {
    WebhookRequest request =
        new WebhookRequest(
            "dependency-track",
            Map.of("X-Api-Key", SECRET, "X-Hub-Signature-256", "sha256=00"),
            BODY);
    assertFalse(new DependencyTrackReceiver(MapConfig::empty).isSigned(request, SECRET));
  }

  @Test
  void headersAreThoseOfTheConfiguration() {
    MapConfig config =
        MapConfig.of(
            "supplyChain.hooks.dependencyTrack.tokenHeader",
            "Authorization",
            "supplyChain.hooks.dependencyTrack.signatureHeader",
            "X-Own-Signature");
    assertTrue(isSigned(config, "authorization", "Bearer " + SECRET));
    assertTrue(isSigned(config, "x-own-signature", hmac("{\"a\":  1}")));
    assertFalse(isSigned(config, "X-Api-Key", SECRET));
    MapConfig shown = MapConfig.of("supplyChain.hooks.dependencyTrack.tokenHeader", "X-Tenant");
    PortalException refused =
        assertThrows(PortalException.class, () -> isSigned(shown, "X-Tenant", SECRET));
    assertTrue(refused.getMessage().contains("tokenHeader"));
    assertFalse(refused.getMessage().contains(SECRET));
  }

  @Test
  void U11_theSameBodyIsTheSameDelivery() {
    DependencyTrackReceiver receiver = new DependencyTrackReceiver(MapConfig::empty);
    WebhookRequest first = new WebhookRequest("dependency-track", Map.of("a", "1"), BODY);
    WebhookRequest again = new WebhookRequest("dependency-track", Map.of("a", "2"), BODY.clone());
    WebhookRequest other = new WebhookRequest("dependency-track", Map.of(), new byte[] {1});
    assertEquals(receiver.deliveryId(first), receiver.deliveryId(again));
    assertNotEquals(receiver.deliveryId(first), receiver.deliveryId(other));
  }
}
