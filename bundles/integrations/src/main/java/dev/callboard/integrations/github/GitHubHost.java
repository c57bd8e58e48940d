package dev.callboard.integrations.github;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.HostAccess;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** One GitHub. */
final class GitHubHost extends RepositoryHost<GitHubUrl> {
  private static final Pattern PAGE =
      Pattern.compile("^(https?://[^/]+/[^/]+/[^/]+)/(?:blob|tree|edit|raw)/");

  GitHubHost(GitHubSettings settings, GitHubApi api, HostAccess access) {
    super(
        settings.host(),
        "https://" + settings.host() + "/owner/repository/blob/main/catalog-info.yaml",
        api,
        access);
  }

  @Override
  public String resolved(String url) {
    return PAGE.matcher(url).replaceFirst("$1/tree/");
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(PAGE.matcher(url.toString()).replaceFirst("$1/edit/"));
  }
}
