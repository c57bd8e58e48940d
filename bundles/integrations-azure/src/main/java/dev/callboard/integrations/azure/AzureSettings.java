package dev.callboard.integrations.azure;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of {@code integrations.azure}, with the keys that Backstage documents, and {@code
 * baseUrl}.
 *
 * @param host dev.azure.com, or a host of an organisation or of one's own
 * @param base where its pages and API are, without a path
 * @param credentials in their order
 */
record AzureSettings(String host, URI base, List<Credential> credentials) {
  static final String CLOUD = "dev.azure.com";
  private static final String OF_ORGANISATION = ".visualstudio.com";

  /**
   * What organisations are read with. Its text shows no secret.
   *
   * @param organisations in lower case; none for all that no other one names
   * @param token a personal access token, or empty
   * @param app a client of Microsoft Entra, or empty
   */
  record Credential(List<String> organisations, Optional<String> token, Optional<App> app) {
    @Override
    public String toString() {
      return "credentials of " + organisations;
    }
  }

  /** A client of Microsoft Entra. Its text shows no secret. */
  record App(String tenant, String id, String secret) {
    @Override
    public String toString() {
      return id;
    }
  }

  static AzureSettings cloud() {
    return new AzureSettings(CLOUD, URI.create("https://" + CLOUD), List.of());
  }

  static AzureSettings of(HostSettings settings) {
    String host = settings.host(CLOUD);
    URI base = settings.url("baseUrl", "https://" + host);
    if (!base.getRawPath().isEmpty() || !HostSettings.authority(base).equals(host)) {
      throw settings.wrong("baseUrl", "must be http or https, the host and nothing else");
    }
    List<Credential> all = new ArrayList<>();
    for (Config each : settings.entry().sections("credentials")) {
      all.add(credential(each, settings));
    }
    settings
        .secret("token")
        .ifPresent(
            token -> all.add(new Credential(List.of(), Optional.of(token), Optional.empty())));
    if (all.stream().filter(one -> one.organisations().isEmpty()).count() > 1) {
      throw settings.wrong("credentials", "are for all organisations more than once");
    }
    return new AzureSettings(host, base, List.copyOf(all));
  }

  private static Credential credential(Config entry, HostSettings settings) {
    List<String> organisations =
        entry.strings("organizations").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    Optional<String> token = entry.string("personalAccessToken");
    Optional<String> id = entry.string("clientId");
    Optional<String> secret = entry.string("clientSecret");
    Optional<String> tenant = entry.string("tenantId");
    boolean none = id.isEmpty() && secret.isEmpty() && tenant.isEmpty();
    boolean app = id.isPresent() && secret.isPresent() && tenant.isPresent();
    if (token.isPresent() == app || !app && !none) {
      throw settings.wrong(
          "credentials",
          "need either personalAccessToken, or clientId, clientSecret and tenantId each");
    }
    if (token.filter(text -> !text.matches("[!-~]+")).isPresent()) {
      throw settings.wrong(
          "credentials", "have a token with spaces or line breaks, or an empty one");
    }
    if (tenant.filter(text -> !text.matches("[A-Za-z0-9.-]+")).isPresent()) {
      throw settings.wrong("credentials", "have a tenantId that is none");
    }
    return new Credential(
        organisations, token, id.map(name -> new App(tenant.get(), name, secret.get())));
  }

  /** Returns whether the host is named after the organisation. */
  boolean isOfOrganisation() {
    return host.endsWith(OF_ORGANISATION);
  }

  /** Returns the organisation of a page, in lower case. */
  String organisation(AzurePage page) {
    String name =
        isOfOrganisation()
            ? host.substring(0, host.length() - OF_ORGANISATION.length())
            : page.owner().isEmpty() ? "" : page.owner().get(page.owner().size() - 1);
    return name.toLowerCase(Locale.ROOT);
  }
}
