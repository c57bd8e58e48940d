package dev.callboard.integrations.gerrit;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** One Gerrit. */
final class GerritHost extends RepositoryHost<GerritPage> {
  private final GerritSettings settings;

  GerritHost(GerritSettings settings, GerritApi api, HostAccess access) {
    super(
        settings.host(),
        settings.gitiles() + "/project/+/refs/heads/main/catalog-info.yaml",
        api,
        access);
    this.settings = settings;
  }

  @Override
  public boolean owns(URI url) {
    return super.owns(url)
        || HostSettings.origin(url).equals(HostSettings.origin(settings.gitiles()));
  }

  @Override
  public Optional<GitRemote> git(URI url) {
    return GerritPage.of(url, settings.gitiles())
        .map(
            page ->
                new GitRemote(
                    URI.create(
                        settings.api()
                            + "/"
                            + UrlPath.join(Arrays.asList(page.project().split("/")))),
                    page.full(),
                    settings.authorization()));
  }

  @Override
  public String line(int number) {
    return String.valueOf(number);
  }

  @Override
  public Optional<String> editUrl(URI url) {
    if (!settings.edits()) {
      return Optional.of(url.toString());
    }
    GerritPage page = parse(url);
    return Optional.of(
        settings.base()
            + "/admin/repos/edit/repo/"
            + UrlPath.join(Arrays.asList(page.project().split("/")))
            + "/branch/refs/heads/"
            + UrlPath.encode(page.ref())
            + "/file/"
            + UrlPath.join(page.path()));
  }
}
