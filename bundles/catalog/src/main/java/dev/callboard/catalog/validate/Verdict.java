package dev.callboard.catalog.validate;

import java.util.Locale;

/** What a catalog would do with a document. */
public enum Verdict {
  /** Take it in. */
  VALID,
  /** Refuse it: something in it is wrong. */
  INVALID,
  /** Refuse it: it cannot be read. */
  UNPARSABLE,
  /** Refuse it: no kind is known for it. */
  UNKNOWN_KIND,
  /** Pass over it: there is nothing in it. */
  EMPTY;

  /** Returns for example {@code unknown-kind}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
