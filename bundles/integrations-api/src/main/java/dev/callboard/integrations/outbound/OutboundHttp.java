package dev.callboard.integrations.outbound;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends requests to the hosts that the operator has listed in {@code backend.outbound.allow}, and
 * to no other. Thread-safe.
 */
@ProviderType
public interface OutboundHttp {
  /**
   * An answer, whatever it is.
   *
   * @param status its status
   * @param retryAfter the header {@code Retry-After} as it is, or empty; not null
   */
  record Answer(int status, Optional<String> retryAfter) {}

  /**
   * Sends a {@code POST} and waits for the answer; its body is not read. Redirects are not
   * followed. Blocks, at the longest for {@code backend.outbound.totalTimeout}.
   *
   * @param url not null
   * @param headers names and values, not null; they go to this host only
   * @param body not null
   * @throws dev.callboard.platform.error.PortalException with code {@code NOT_ALLOWED} when the
   *     host is not listed or has no address that may be reached, {@code SERVICE_UNAVAILABLE} when
   *     no answer came; the message names the host and nothing else of the URL, which may have a
   *     secret in its path
   */
  Answer send(String url, Map<String, String> headers, byte[] body);

  /** Sends a {@code POST} as {@link #send} and returns the status of the answer. */
  default int post(String url, Map<String, String> headers, byte[] body) {
    return send(url, headers, body).status();
  }
}
