package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.discovery.Source;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.platform.config.Config;
import java.util.Locale;

/** Makes the sources on GitHub. */
public final class GitHubSources {
  private final RestApis apis;
  private final HostCredentials credentials;

  /** Takes what the APIs are asked with. */
  public GitHubSources(RestApis apis, HostCredentials credentials) {
    this.apis = apis;
    this.credentials = credentials;
  }

  /** Returns the source of one entry of {@code catalog.providers.github}. */
  public Source repositories(String id, String where, Config entry, Config all) {
    String host = entry.string("host").orElse("github.com").toLowerCase(Locale.ROOT);
    return new RepositorySource(id, where, entry, GraphQl.of(where, all, host, apis, credentials));
  }

  /** Returns the source of one entry of {@code catalog.providers.githubOrg}. */
  public Source organisation(String id, String where, Config entry, Config all) {
    OrgSettings settings = OrgSettings.of(id, where, entry);
    String port = settings.url().getPort() < 0 ? "" : ":" + settings.url().getPort();
    String host = settings.url().getHost().toLowerCase(Locale.ROOT) + port;
    return new OrgSource(settings, GraphQl.of(where, all, host, apis, credentials));
  }
}
