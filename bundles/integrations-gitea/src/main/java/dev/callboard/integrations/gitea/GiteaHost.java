package dev.callboard.integrations.gitea;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Gitea. */
final class GiteaHost extends RepositoryHost<GiteaPage> {
  private final GiteaSettings settings;

  GiteaHost(GiteaSettings settings, GiteaApi api, HostAccess access) {
    super(
        settings.host(),
        settings.base() + "/owner/repository/src/branch/main/catalog-info.yaml",
        api,
        access);
    this.settings = settings;
  }

  @Override
  public Optional<GitRemote> git(URI url) {
    return GiteaPage.of(url, settings.base())
        .map(
            page ->
                new GitRemote(
                    URI.create(
                        settings.base()
                            + "/"
                            + UrlPath.join(List.of(page.owner(), page.repo()))
                            + ".git"),
                    page.ref(),
                    settings.gitAuthorization()));
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return GiteaPage.of(url, settings.base())
        .filter(page -> !page.path().isEmpty())
        .map(
            page -> {
              List<String> segments =
                  new ArrayList<>(List.of(page.owner(), page.repo(), "_edit", page.ref()));
              segments.addAll(page.path());
              return settings.base() + "/" + UrlPath.join(segments);
            });
  }
}
