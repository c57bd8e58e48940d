package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import java.net.URI;
import java.util.Optional;

/** One GitLab. */
final class GitLabHost extends RepositoryHost<GitLabUrl> {
  private final GitLabSettings settings;
  private final GitLabApi api;

  GitLabHost(GitLabSettings settings, GitLabApi api, HostAccess access) {
    super(
        settings.host(),
        settings.base() + "/group/project/-/blob/main/catalog-info.yaml",
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
                    settings.base().toString().replaceAll("/+$", "") + "/" + page.slug(),
                    page.ref(),
                    "oauth2",
                    settings.token()));
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(url.toString().replaceFirst("/-/(?:blob|tree|edit)/", "/-/edit/"));
  }
}
