package dev.callboard.scaffolder.template.value;

/** White space as ECMAScript sees it, and the escapes of HTML. */
public final class Texts {
  private Texts() {}

  /** Whether a character is white space or ends a line. */
  public static boolean isSpace(char character) {
    return switch (character) {
      case ' ', '\t', '\n', '\r', '\u000b', '\f', '\u00a0', '\ufeff', '\u2028', '\u2029' -> true;
      default -> character >= 0x1680 && Character.getType(character) == Character.SPACE_SEPARATOR;
    };
  }

  /** Without white space at both ends. */
  public static String trim(String text) {
    return trimEnd(trimStart(text));
  }

  /** Without white space in front. */
  public static String trimStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  /** Without white space at the end. */
  public static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** For HTML, as Nunjucks escapes it: the backslash, too. */
  public static String escape(String text, Meter meter) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\\' -> escaped.append("&#92;");
        default -> escaped.append(character);
      }
    }
    meter.chargeText(escaped.length());
    return escaped.toString();
  }
}
