package dev.callboard.integrations.azure;

import dev.callboard.integrations.rest.ClientTokens;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The credentials of one host, by organisation. Thread-safe; blocks while a token is fetched. */
final class AzureCredentials {
  /** The application that Azure DevOps is for Microsoft Entra, the same in all tenants. */
  private static final String DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798/.default";

  private record Known(List<String> organisations, Supplier<String> header) {}

  private final List<Known> all = new ArrayList<>();

  /**
   * Creates the credentials.
   *
   * @param login where tokens of Microsoft Entra are given out
   */
  AzureCredentials(AzureSettings settings, HostClient client, URI login, Clock clock) {
    for (AzureSettings.Credential each : settings.credentials()) {
      all.add(new Known(each.organisations(), header(each, client, login, clock)));
    }
  }

  private static Supplier<String> header(
      AzureSettings.Credential credential, HostClient client, URI login, Clock clock) {
    if (credential.token().isPresent()) {
      String header = HostSettings.basic("", credential.token().get());
      return () -> header;
    }
    AzureSettings.App app = credential.app().orElseThrow();
    String form =
        "grant_type=client_credentials&client_id="
            + UrlPath.encode(app.id())
            + "&client_secret="
            + UrlPath.encode(app.secret())
            + "&scope="
            + UrlPath.encode(DEVOPS);
    URI address = URI.create(login + "/" + app.tenant() + "/oauth2/v2.0/token");
    ClientTokens tokens = new ClientTokens(client, address, null, form, clock);
    return () -> "Bearer " + tokens.token();
  }

  /** Returns the value of the header for an organisation, or empty for none. */
  Optional<String> header(String organisation) {
    return all.stream()
        .filter(each -> each.organisations().contains(organisation))
        .findFirst()
        .or(() -> all.stream().filter(each -> each.organisations().isEmpty()).findFirst())
        .map(each -> each.header().get());
  }
}
