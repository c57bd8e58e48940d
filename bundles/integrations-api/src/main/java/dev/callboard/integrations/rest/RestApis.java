package dev.callboard.integrations.rest;

import dev.callboard.integrations.spi.HostProfile;
import java.net.URI;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A service through which plugins call JSON APIs of the source hosts that the operator has
 * configured at {@code integrations}. Thread-safe.
 */
@ProviderType
public interface RestApis {
  /**
   * Returns a client for an API. Does not block and connects to nothing.
   *
   * @param profile which host; the base is at one of its origins. The caller answers for them:
   *     never one that a user or template chose
   * @param base the URL that paths are added to, without a slash at its end
   * @param headers sent with each request, such as credentials; they go to this API only, and their
   *     values are taken out of what it answers before anybody sees that as a message
   */
  RestApi open(HostProfile profile, URI base, Map<String, String> headers);
}
