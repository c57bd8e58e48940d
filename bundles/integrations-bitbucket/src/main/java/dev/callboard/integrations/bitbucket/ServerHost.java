package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.HostAccess;
import java.net.URI;
import java.util.Optional;

/** One Bitbucket of one's own. */
final class ServerHost extends RepositoryHost<BitbucketPage> {
  ServerHost(ServerSettings settings, ServerApi api, HostAccess access) {
    super(
        settings.host(),
        settings.base() + "/projects/KEY/repos/repository/browse/catalog-info.yaml",
        api,
        access);
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
