package dev.callboard.notifications.send;

import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.platform.error.PortalException;
import java.util.Locale;
import java.util.Optional;

/** What a payload may be. */
final class PayloadRules {
  private PayloadRules() {}

  /**
   * Checks a payload.
   *
   * @param limit how many characters all of its texts may have together
   */
  static void check(NotificationPayload payload, long limit) {
    if (payload.title().isBlank()) {
      throw PortalException.input("payload.title must not be empty");
    }
    payload.link().ifPresent(PayloadRules::checkLink);
    long length =
        payload.title().length()
            + length(payload.description())
            + length(payload.link())
            + length(payload.topic())
            + length(payload.scope())
            + length(payload.icon())
            + payload.metadata().toString().length();
    if (length > limit) {
      throw PortalException.input(
          "A notification has at most " + limit + " characters (notifications.maxPayload)");
    }
    if (hasNul(payload)) {
      throw PortalException.input("A notification must not have NUL characters");
    }
  }

  private static long length(Optional<String> text) {
    return text.map(String::length).orElse(0);
  }

  private static boolean hasNul(NotificationPayload payload) {
    String all =
        payload.title()
            + payload.description().orElse("")
            + payload.topic().orElse("")
            + payload.scope().orElse("")
            + payload.icon().orElse("");
    return all.indexOf('\0') >= 0;
  }

  /** A link is clicked on by people who trust the portal, so it cannot be a script. */
  private static void checkLink(String link) {
    boolean plain = link.chars().allMatch(c -> c > ' ' && c != '\\' && c != 0x7f);
    String lower = link.toLowerCase(Locale.ROOT);
    boolean address =
        lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("mailto:");
    boolean path = link.startsWith("/") && !link.startsWith("//");
    if (!plain || !address && !path) {
      throw PortalException.input(
          "payload.link must be a path that begins with one slash, or an http, https or mailto"
              + " address");
    }
  }
}
