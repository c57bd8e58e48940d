package dev.callboard.http.jetty;

import java.util.concurrent.ThreadLocalRandom;

/** Ids by which a request is found in the logs. They are no secret. */
public final class RequestIds {
  private static final int MAX_LENGTH = 64;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private RequestIds() {}

  /** Returns the id that the client chose when it is harmless in a log, else a new one. */
  static String of(String asked) {
    return asked != null && isSane(asked) ? asked : next();
  }

  /** Returns a new id. */
  public static String next() {
    char[] text = new char[20];
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long bits = 0;
    for (int i = 0; i < text.length; i++) {
      if (i % 10 == 0) {
        bits = random.nextLong();
      }
      text[i] = HEX[(int) (bits & 15)];
      bits >>>= 4;
    }
    return new String(text);
  }

  private static boolean isSane(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!plain && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
