package dev.callboard.search.text;

import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Makes letters equal that people take for equal: {@code É} and {@code e}. */
public final class Folding {
  private Folding() {}

  /** Returns a text in lower case without accents; it may be longer. */
  public static String fold(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= 0x80) {
        return ascii(lower);
      }
    }
    return lower;
  }

  private static String ascii(String text) {
    char[] from = text.toCharArray();
    // As many as one character can become.
    char[] to = new char[from.length * 4];
    int length = ASCIIFoldingFilter.foldToASCII(from, 0, to, 0, from.length);
    return new String(to, 0, length);
  }

  /** Returns the letters and digits of a text, folded: {@code Payment-Web} is paymentweb. */
  public static String join(String text) {
    StringBuilder joined = new StringBuilder();
    text.codePoints().filter(Character::isLetterOrDigit).forEach(joined::appendCodePoint);
    return fold(joined.toString());
  }
}
