package dev.callboard.integrations.github;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One GitHub. */
final class GitHubHost extends RepositoryHost<GitHubUrl> {
  private static final Pattern PAGE =
      Pattern.compile("^(https?://[^/]+/[^/]+/[^/]+)/(?:blob|tree|edit|raw)/");

  private final GitHubSettings settings;
  private final GitHubApi api;

  GitHubHost(GitHubSettings settings, GitHubApi api, HostAccess access) {
    super(
        settings.host(),
        "https://" + settings.host() + "/owner/repository/blob/main/catalog-info.yaml",
        api,
        access);
    this.settings = settings;
    this.api = api;
  }

  @Override
  public Optional<GitRemote> git(URI url) {
    return api.page(url)
        .map(
            page ->
                GitRemote.of(
                    // never in the clear, whatever somebody has written
                    settings.api().getScheme()
                        + "://"
                        + settings.host()
                        + "/"
                        + UrlPath.join(List.of(page.owner(), page.repo())),
                    page.ref(),
                    "x-access-token",
                    api.token(page)));
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
