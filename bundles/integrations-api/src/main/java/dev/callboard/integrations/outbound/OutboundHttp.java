package dev.callboard.integrations.outbound;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends requests to the hosts that the operator has listed in {@code backend.outbound.allow}, and
 * to no other. Thread-safe.
 */
@ProviderType
public interface OutboundHttp {
  /**
   * Sends a {@code POST} and waits for the status of the answer; its body is not read. Redirects
   * are not followed. Blocks, at the longest for {@code backend.outbound.totalTimeout}.
   *
   * @param url not null
   * @param headers names and values, not null; they go to this host only
   * @param body not null
   * @return the status, whatever it is
   * @throws dev.callboard.platform.error.PortalException with code {@code NOT_ALLOWED} when the
   *     host is not listed or has no address that may be reached, {@code SERVICE_UNAVAILABLE} when
   *     no answer came; the message names the host and nothing else of the URL, which may have a
   *     secret in its path
   */
  int post(String url, Map<String, String> headers, byte[] body);
}
