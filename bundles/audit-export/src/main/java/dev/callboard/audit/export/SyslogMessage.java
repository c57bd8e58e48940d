package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a record as a message of RFC 5424, with its line of JSON as the text. */
final class SyslogMessage {
  /** What a datagram over IPv4 can hold. */
  static final int DATAGRAM = 65_507;

  private static final int LOG_AUDIT = 13;
  private static final int INFORMATIONAL = 6;
  private static final Map<String, Integer> SEVERITIES =
      Map.of("low", INFORMATIONAL, "medium", 5, "high", 4, "critical", 2);

  private SyslogMessage() {}

  /**
   * Returns the message.
   *
   * @param limit the most bytes: a longer record is left out, its number and hash tell where it is
   */
  static byte[] of(AuditRecord record, int limit) {
    byte[] whole = bytes(record, Lines.line(record));
    if (whole.length <= limit) {
      return whole;
    }
    return bytes(
        record,
        "{\"seq\":"
            + record.seq()
            + ",\"hash\":"
            + Lines.quoted(record.hash())
            + ",\"leftOut\":true}");
  }

  private static byte[] bytes(AuditRecord record, String text) {
    int severity = SEVERITIES.getOrDefault(Lines.text(record, "severity"), INFORMATIONAL);
    String message =
        "<"
            + (LOG_AUDIT * 8 + severity)
            + ">1 "
            + field(Lines.text(record, "ts"), 32)
            + " "
            + field(Lines.text(record, "node"), 255)
            + " callboard - "
            + field(Lines.text(record, "eventId"), 32)
            + " - \uFEFF"
            + text;
    return message.getBytes(StandardCharsets.UTF_8);
  }

  /** Fields of the header are visible ASCII without blanks. */
  private static String field(String text, int length) {
    String clean = text.replaceAll("[^\\x21-\\x7e]", "?");
    return clean.isEmpty() ? "-" : clean.substring(0, Math.min(length, clean.length()));
  }
}
