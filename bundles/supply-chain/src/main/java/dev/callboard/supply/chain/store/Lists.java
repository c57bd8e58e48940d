package dev.callboard.supply.chain.store;

import java.util.Collection;
import java.util.List;

/** Lists of short texts in one column: joined by line ends, which none of them has. */
public final class Lists {
  private Lists() {}

  /** Writes a list. */
  public static String join(Collection<String> texts) {
    return String.join("\n", texts);
  }

  /** Reads a list. */
  public static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }
}
