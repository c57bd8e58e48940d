package dev.callboard.catalog.changes;

import java.util.Locale;

/** What happened to an entity. */
public enum ChangeType {
  /** It is served from now on. */
  CREATE,
  /** It is served in another form. */
  UPDATE,
  /** It is no longer served. */
  DELETE;

  /** Returns the name as it is stored and shown, such as {@code create}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the type of a stored name. */
  static ChangeType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
