package dev.callboard.catalog.index;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A place in an order by value, whether or not a document stands there.
 *
 * @param value in lower case
 * @param uid decides among equal values
 */
public record ValuePosition(String value, UUID uid) {
  /** Checks the arguments. */
  public ValuePosition {
    requireNonNull(value, "value is null");
    requireNonNull(uid, "uid is null");
  }
}
