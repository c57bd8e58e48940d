package dev.callboard.notifications.email;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.spi.NotificationDelivery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes messages. Thread-safe. */
final class MailText {
  private static final int LONGEST_SUBJECT = 200;

  private final String baseUrl;
  private final String portal;

  MailText(String baseUrl, String portal) {
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    this.portal = portal;
  }

  Mail mail(
      NotificationDelivery delivery, List<Notification> told, List<String> to, boolean hidden) {
    String subject =
        delivery.digest()
            ? portal + ": " + told.size() + (told.size() == 1 ? " notification" : " notifications")
            : told.get(0).payload().title();
    return new Mail(delivery.id(), to, hidden, line(subject), text(told), html(told));
  }

  /** A line break would begin another header, other marks turn what is read around. */
  static String line(String text) {
    String line =
        text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
    if (line.length() <= LONGEST_SUBJECT) {
      return line;
    }
    int end = LONGEST_SUBJECT - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private String text(List<Notification> told) {
    StringBuilder text = new StringBuilder();
    for (Notification each : told) {
      NotificationPayload payload = each.payload();
      text.append(line(payload.title())).append("\n\n");
      payload.description().ifPresent(more -> text.append(more.strip()).append("\n\n"));
      address(payload).ifPresent(link -> text.append(link).append("\n\n"));
      text.append(about(each)).append("\n\n");
    }
    text.append("-- \n").append(portal);
    if (!baseUrl.isEmpty()) {
      text.append(", ").append(settings());
    }
    return text.append('\n').toString();
  }

  private String html(List<Notification> told) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head>")
        .append("<body style=\"font-family:sans-serif;line-height:1.5;color:#1f2328\">");
    for (Notification each : told) {
      NotificationPayload payload = each.payload();
      html.append("<h2 style=\"font-size:18px;margin:0 0 8px\">")
          .append(escape(line(payload.title())))
          .append("</h2>");
      payload
          .description()
          .ifPresent(
              more ->
                  html.append("<p style=\"margin:0 0 8px;white-space:pre-line\">")
                      .append(escape(more.strip()))
                      .append("</p>"));
      address(payload)
          .ifPresent(
              link ->
                  html.append("<p style=\"margin:0 0 8px\"><a href=\"")
                      .append(escape(link))
                      .append("\">")
                      .append(escape(link))
                      .append("</a></p>"));
      html.append("<p style=\"margin:0 0 24px;color:#59636e\">")
          .append(escape(about(each)))
          .append("</p>");
    }
    html.append("<hr><p style=\"color:#59636e\">").append(escape(portal));
    if (!baseUrl.isEmpty()) {
      String link = escape(settings());
      html.append(" · <a href=\"").append(link).append("\">").append(link).append("</a>");
    }
    return html.append("</p></body></html>").toString();
  }

  private String settings() {
    return baseUrl + "/settings/notifications";
  }

  private static String about(Notification notification) {
    return notification.payload().severity().name().toLowerCase(Locale.ROOT)
        + notification.payload().topic().map(topic -> " · " + line(topic)).orElse("")
        + " · "
        + line(notification.origin());
  }

  /** A path leads nowhere without the address of the portal. */
  private Optional<String> address(NotificationPayload payload) {
    return payload
        .link()
        .map(link -> link.startsWith("/") ? baseUrl.isEmpty() ? "" : baseUrl + link : link)
        .filter(link -> !link.isEmpty());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
