package dev.callboard.events.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.callboard.platform.webhook.WebhookRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is known of a delivery besides its payload. */
final class DeliveryKey {
  private DeliveryKey() {}

  /**
   * Returns what a delivery is known by. Few systems sign the headers, and with them the id, so
   * that the same body is the same delivery whatever its id says; without an id each one counts.
   *
   * @param idIsSigned whether nobody but the sender can have chosen the id
   */
  static String of(WebhookRequest request, String delivery, boolean idIsSigned) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.topic() + "\n").getBytes(UTF_8));
      digest.update(request.body());
      // What happened is in a header with some systems, and one body may stand for two events.
      request.headers().entrySet().stream()
          .filter(header -> header.getKey().matches("x-[a-z]+-event(-key)?|x-event-key"))
          .sorted(Map.Entry.comparingByKey())
          .forEach(header -> digest.update((header + "\n").getBytes(UTF_8)));
      if (idIsSigned) {
        digest.update(delivery.getBytes(UTF_8));
      }
      if (delivery.isEmpty()) {
        digest.update(Long.toString(System.nanoTime()).getBytes(UTF_8));
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the headers that subscribers may see. */
  static Map<String, String> metadata(WebhookRequest request) {
    Map<String, String> metadata = new HashMap<>(request.headers());
    metadata.keySet().removeIf(DeliveryKey::isCredential);
    return metadata;
  }

  private static boolean isCredential(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.equals("cookie")
        || name.contains("authorization")
        || name.contains("token")
        || name.contains("signature")
        || name.contains("secret")
        || name.contains("api-key");
  }
}
