package dev.callboard.integrations.rest;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Calls one JSON API. It keeps to the limits of the configuration on time and size, to what the
 * host says about how many requests it wants, and follows no redirect. Thread-safe; the methods
 * block.
 *
 * <p>Failures are {@link dev.callboard.platform.error.PortalException}s: {@code
 * SERVICE_UNAVAILABLE} when no answer came or it is not JSON, {@code NOT_ALLOWED} when the host may
 * not be reached, {@code INPUT} when the answer is too large. They never hold a credential.
 */
@ProviderType
public interface RestApi {
  /**
   * Sends a request and returns the answer, whatever its status.
   *
   * @param method such as {@code GET}
   * @param path is added to the base: begins with a slash, and is encoded
   * @param body a JSON value, or null for none
   */
  RestAnswer send(String method, String path, Object body);

  /** Gets something, as {@link #send}. */
  default RestAnswer get(String path) {
    return send("GET", path, null);
  }

  /**
   * Gets a list page by page, as the {@code Link} headers of the answers tell (RFC 8288), up to 100
   * pages.
   *
   * @param path of the first page
   * @param what is listed, for messages
   * @throws dev.callboard.platform.error.PortalException as {@link RestAnswer#require}
   */
  List<Object> list(String path, String what);
}
