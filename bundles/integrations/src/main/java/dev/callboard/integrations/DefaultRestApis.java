package dev.callboard.integrations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.util.Map;

/** Opens APIs on the clients of hosts. Thread-safe. */
final class DefaultRestApis implements RestApis {
  private final ObjectMapper json = new ObjectMapper(new JsonFactory());
  private final HostAccess access;

  DefaultRestApis(HostAccess access) {
    this.access = access;
  }

  @Override
  public RestApi open(HostProfile profile, URI base, Map<String, String> headers) {
    if (!profile.origins().contains(HostSettings.origin(base))) {
      throw new IllegalArgumentException("the base is at no origin of the profile: " + base);
    }
    return new DefaultRestApi(access.client(profile), json, base, Map.copyOf(headers));
  }
}
