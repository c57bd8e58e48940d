package dev.callboard.events.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Takes what is sent to a topic that no plugin knows. Signatures are those of the Standard Webhooks
 * specification ({@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}), or
 * {@code X-Hub-Signature-256} as with WebSub.
 */
final class GenericReceiver implements WebhookReceiver {
  private static final String PREFIX = "whsec_";

  private final String topic;
  private final Clock clock;
  private final Duration window;

  GenericReceiver(String topic, Clock clock, Duration window) {
    this.topic = topic;
    this.clock = clock;
    this.window = window;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    Optional<String> standard = request.header("webhook-signature");
    if (standard.isPresent()) {
      return isStandard(request, standard.get(), secret);
    }
    return request
        .header("X-Hub-Signature-256")
        .filter(signature -> signature.startsWith("sha256="))
        .map(signature -> signature.substring("sha256=".length()))
        .filter(signature -> Signatures.isHmac("HmacSHA256", secret, request.body(), signature))
        .isPresent();
  }

  private boolean isStandard(WebhookRequest request, String signatures, String secret) {
    String id = request.header("webhook-id").orElse("");
    String time = request.header("webhook-timestamp").orElse("");
    if (id.isEmpty() || !time.matches("[0-9]{1,12}") || !isRecent(Long.parseLong(time))) {
      return false;
    }
    byte[] hmac =
        Signatures.hmac(
            "HmacSHA256", key(secret), (id + "." + time + ".").getBytes(UTF_8), request.body());
    String expected = "v1," + Base64.getEncoder().encodeToString(hmac);
    return Arrays.stream(signatures.split(" "))
        .anyMatch(given -> Signatures.isSame(expected, given));
  }

  private boolean isRecent(long seconds) {
    return Math.abs(clock.millis() / 1000 - seconds) <= window.toSeconds();
  }

  private static byte[] key(String secret) {
    if (secret.startsWith(PREFIX)) {
      try {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      } catch (IllegalArgumentException e) {
        return secret.getBytes(UTF_8);
      }
    }
    return secret.getBytes(UTF_8);
  }

  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    return request.header("webhook-id");
  }
}
