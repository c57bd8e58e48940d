package dev.callboard.catalog.process;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Where an entity was found.
 *
 * @param location the file it was read from, such as {@code url:https://…} or {@code file:/…}
 * @param origin the location that was registered and led there
 * @param links annotations that lead to the file on its host, in order
 */
public record Origin(String location, String origin, Map<String, String> links) {
  /** Checks the arguments. */
  public Origin {
    requireNonNull(location, "location is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(links, "links is null");
  }

  /** Creates an origin without pages of a host. */
  public Origin(String location, String origin) {
    this(location, origin, Map.of());
  }
}
