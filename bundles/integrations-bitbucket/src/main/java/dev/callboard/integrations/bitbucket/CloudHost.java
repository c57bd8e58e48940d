package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.Optional;

/** Bitbucket Cloud. */
final class CloudHost extends RepositoryHost<BitbucketPage> {
  private final CloudApi api;

  CloudHost(CloudAddresses addresses, CloudApi api, HostAccess access) {
    super(
        addresses.host(),
        "https://bitbucket.org/workspace/repository/src/main/catalog-info.yaml",
        api,
        access);
    this.api = api;
  }

  @Override
  public Optional<GitRemote> git(URI url) {
    return api.page(url).map(api::git);
  }

  @Override
  public String line(int number) {
    return "lines-" + number;
  }

  @Override
  public Optional<String> editUrl(URI url) {
    BitbucketPage page = parse(url);
    String plain = url.toString().replaceFirst("[?#].*", "");
    return Optional.of(plain + "?mode=edit&at=" + UrlPath.encode(page.ref()));
  }
}
