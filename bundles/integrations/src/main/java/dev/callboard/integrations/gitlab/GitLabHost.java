package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.HostAccess;
import java.net.URI;
import java.util.Optional;

/** One GitLab. */
final class GitLabHost extends RepositoryHost<GitLabUrl> {
  GitLabHost(GitLabSettings settings, GitLabApi api, HostAccess access) {
    super(
        settings.host(),
        settings.base() + "/group/project/-/blob/main/catalog-info.yaml",
        api,
        access);
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(url.toString().replaceFirst("/-/(?:blob|tree|edit)/", "/-/edit/"));
  }
}
