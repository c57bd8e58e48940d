package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** One Bitbucket of one's own. */
final class ServerHost extends RepositoryHost<BitbucketPage> {
  private final ServerSettings settings;

  ServerHost(ServerSettings settings, ServerApi api, HostAccess access) {
    super(
        settings.host(),
        settings.base() + "/projects/KEY/repos/repository/browse/catalog-info.yaml",
        api,
        access);
    this.settings = settings;
  }

  @Override
  public Optional<GitRemote> git(URI url) {
    return ServerUrls.page(url, settings.base())
        .map(
            page ->
                new GitRemote(
                    URI.create(
                        settings.base()
                            + "/scm/"
                            + UrlPath.join(List.of(page.owner(), page.repo()))
                            + ".git"),
                    page.ref(),
                    settings.authorization()));
  }

  @Override
  public String line(int number) {
    return String.valueOf(number);
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(url.toString().replaceFirst("[?].*", ""));
  }
}
