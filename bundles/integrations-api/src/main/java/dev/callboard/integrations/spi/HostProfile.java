package dev.callboard.integrations.spi;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a client needs to know of its host.
 *
 * @param type the type of the host
 * @param name its name, for messages and to tell hosts apart
 * @param origins where requests may go to and redirects may lead, such as {@code
 *     https://api.github.com}; credentials stay with the origin they were sent to
 * @param requestsPerMinute how many requests go to it at most, or 0 for no limit
 * @param retries how often a request is sent again
 * @param retryStatuses after which status codes
 */
@ProviderType
public record HostProfile(
    String type,
    String name,
    Set<String> origins,
    int requestsPerMinute,
    int retries,
    List<Integer> retryStatuses) {
  /** Copies the collections. */
  public HostProfile {
    origins = Set.copyOf(origins);
    retryStatuses = List.copyOf(retryStatuses);
  }

  /** Returns the profile of a host with nothing special. */
  public static HostProfile of(String type, String name, Set<String> origins) {
    return new HostProfile(type, name, origins, 0, 0, List.of());
  }
}
