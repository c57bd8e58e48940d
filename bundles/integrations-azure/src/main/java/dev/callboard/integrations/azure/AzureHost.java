package dev.callboard.integrations.azure;

import dev.callboard.integrations.repository.RepositoryHost;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.Glob;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.Optional;

/** One Azure DevOps, whose URLs have paths and references in their queries. */
final class AzureHost extends RepositoryHost<AzurePage> {
  private static final String PATH = "path";

  private final AzureApi api;

  AzureHost(AzureSettings settings, AzureApi api, HostAccess access) {
    super(
        settings.host(),
        "https://dev.azure.com/organization/project/_git/repository?path=/catalog-info.yaml",
        api,
        access);
    this.api = api;
  }

  @Override
  public Optional<GitRemote> git(URI url) {
    return api.page(url).map(api::git);
  }

  @Override
  public boolean isPattern(URI url) {
    return Query.of(url).value(PATH).filter(Glob::hasWildcards).isPresent();
  }

  @Override
  protected String file(URI url, AzurePage page, String path) {
    return Query.of(url).with(PATH, "/" + path).on(url);
  }

  @Override
  public Optional<String> resolve(String reference, URI base, int line) {
    if (api.page(base).isEmpty()) {
      return Optional.empty();
    }
    Query query = Query.of(base);
    String path = query.value(PATH).orElse("/").replaceFirst("^/*", "/");
    URI file = URI.create("https://host" + UrlPath.encode(path).replace("%2F", "/"));
    String plain = reference.replaceFirst("[?#].*", "");
    // What leads above the root stays there, as in browsers.
    String resolved =
        UrlPath.decode(file.resolve(plain).normalize().getRawPath())
            .replaceFirst("^(/\\.\\.)+/", "/");
    Query next = query.with(PATH, resolved);
    if (line > 0) {
      next =
          next.with("line", String.valueOf(line))
              .with("lineEnd", String.valueOf(line + 1))
              .with("lineStartColumn", "1")
              .with("lineEndColumn", "1");
    }
    return Optional.of(next.on(base));
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(url.toString());
  }
}
