package dev.callboard.catalog.process;

import static java.util.Objects.requireNonNull;

/**
 * Where an entity was found.
 *
 * @param location the file it was read from, such as {@code url:https://…} or {@code file:/…}
 * @param origin the location that was registered and led there
 */
public record Origin(String location, String origin) {
  /** Checks the arguments. */
  public Origin {
    requireNonNull(location, "location is null");
    requireNonNull(origin, "origin is null");
  }
}
