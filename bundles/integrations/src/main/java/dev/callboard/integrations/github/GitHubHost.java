package dev.callboard.integrations.github;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.Glob;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One GitHub. */
final class GitHubHost implements SourceHost {
  private static final Pattern PAGE =
      Pattern.compile("^(https?://[^/]+/[^/]+/[^/]+)/(?:blob|tree|edit|raw)/");

  private final GitHubSettings settings;
  private final GitHubApi api;
  private final HostAccess access;

  GitHubHost(GitHubSettings settings, GitHubApi api, HostAccess access) {
    this.settings = settings;
    this.api = api;
    this.access = access;
  }

  @Override
  public String name() {
    return settings.host();
  }

  @Override
  public boolean owns(URI url) {
    return url.getScheme().startsWith("http")
        && HostSettings.authority(url).equals(settings.host());
  }

  private static GitHubUrl parse(URI url) {
    return GitHubUrl.of(url)
        .orElseThrow(
            () ->
                PortalException.input(
                    "'"
                        + url
                        + "' is no file of a GitHub repository; it should be like"
                        + " https://github.com/owner/repository/blob/main/catalog-info.yaml"));
  }

  @Override
  public UrlContent read(URI url, ReadOptions options) {
    GitHubUrl file = parse(url);
    if (file.path().isEmpty()) {
      throw PortalException.input("'" + url + "' is a repository and not a file in it");
    }
    UrlContent content = api.file(file, options, url.toString()).content();
    if (content.bytes().isEmpty()) {
      return content;
    }
    return content.withCommit(
        file.isPinned() ? file.ref() : api.lastCommit(file, url.toString()).orElse(null));
  }

  @Override
  public SourceTree readTree(URI url, ReadOptions options) {
    GitHubUrl folder = parse(url);
    String commit = api.commit(folder, url.toString());
    if (options.etag().filter(commit::equals).isPresent()) {
      return SourceTree.notModified(commit);
    }
    try (TreeWriter tree = access.newTree()) {
      Path archive = tree.scratch();
      api.archive(folder, commit, archive, url.toString());
      // The archive has one folder at its root, named after the repository and the commit.
      tree.zip(archive, 1, String.join("/", folder.path()));
      return tree.finish(commit, commit);
    } catch (IOException e) {
      throw PortalException.unavailable("'" + url + "' could not be read, its archive is damaged");
    }
  }

  @Override
  public List<String> search(URI url) {
    GitHubUrl pattern = parse(url);
    String commit = api.commit(pattern, url.toString());
    Glob glob = Glob.of(String.join("/", pattern.path()));
    List<String> files =
        api.files(pattern, commit, url.toString())
            .orElseThrow(
                () ->
                    PortalException.input(
                        "'"
                            + url
                            + "' has wildcards, but the repository has more files than GitHub"
                            + " lists; name each file"));
    String text = url.toString();
    String base = text.substring(0, text.indexOf('/', text.indexOf("://") + 3));
    String root = root(url).orElseThrow();
    return files.stream()
        .filter(glob::matches)
        .sorted()
        .map(path -> base + root + UrlPath.join(Arrays.asList(path.split("/"))))
        .toList();
  }

  @Override
  public Optional<String> repository(URI url) {
    return GitHubUrl.of(url).map(page -> page.slug().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<SourcePlace> place(URI url) {
    return GitHubUrl.of(url)
        .map(
            page ->
                new SourcePlace(
                    page.slug().toLowerCase(Locale.ROOT),
                    page.ref(),
                    String.join("/", page.path())));
  }

  @Override
  public Optional<String> root(URI url) {
    if (GitHubUrl.of(url).isEmpty()) {
      return Optional.empty();
    }
    List<String> raw = List.of(url.getRawPath().split("/"));
    String path = String.join("/", raw.subList(0, Math.min(raw.size(), 5)));
    return Optional.of(path + "/");
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
