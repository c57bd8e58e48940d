package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.Glob;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostAnswer;
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

/** One GitLab. */
final class GitLabHost implements SourceHost {
  private final GitLabSettings settings;
  private final GitLabApi api;
  private final HostAccess access;

  GitLabHost(GitLabSettings settings, GitLabApi api, HostAccess access) {
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

  private GitLabUrl parse(URI url) {
    return GitLabUrl.of(url, settings.base())
        .orElseThrow(
            () ->
                PortalException.input(
                    "'"
                        + url
                        + "' is no file of a GitLab project; it should be like"
                        + " https://gitlab.com/group/project/-/blob/main/catalog-info.yaml"));
  }

  @Override
  public UrlContent read(URI url, ReadOptions options) {
    GitLabUrl file = parse(url);
    if (file.path().isEmpty()) {
      throw PortalException.input("'" + url + "' is a project and not a file in it");
    }
    HostAnswer answer = api.file(file, options, url.toString());
    return answer
        .content()
        .withCommit(
            answer
                .header("x-gitlab-last-commit-id")
                .or(() -> answer.header("x-gitlab-commit-id"))
                .orElse(null));
  }

  @Override
  public SourceTree readTree(URI url, ReadOptions options) {
    GitLabUrl folder = parse(url);
    String commit = api.commit(folder, url.toString());
    if (options.etag().filter(commit::equals).isPresent()) {
      return SourceTree.notModified(commit);
    }
    String path = String.join("/", folder.path());
    try (TreeWriter tree = access.newTree()) {
      Path archive = tree.scratch();
      api.archive(folder, commit, path, archive, url.toString());
      // The archive has one folder at its root, named after the project and the commit.
      tree.zip(archive, 1, path);
      return tree.finish(commit, commit);
    } catch (IOException e) {
      throw PortalException.unavailable("'" + url + "' could not be read, its archive is damaged");
    }
  }

  @Override
  public List<String> search(URI url) {
    GitLabUrl pattern = parse(url);
    String commit = api.commit(pattern, url.toString());
    Glob glob = Glob.of(String.join("/", pattern.path()));
    String text = url.toString();
    String base = text.substring(0, text.indexOf('/', text.indexOf("://") + 3));
    String root = root(url).orElseThrow();
    return api.files(pattern, commit, glob.folder(), text).stream()
        .filter(glob::matches)
        .sorted()
        .map(path -> base + root + UrlPath.join(Arrays.asList(path.split("/"))))
        .toList();
  }

  @Override
  public Optional<String> repository(URI url) {
    return GitLabUrl.of(url, settings.base()).map(page -> page.slug().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<SourcePlace> place(URI url) {
    return GitLabUrl.of(url, settings.base())
        .map(
            page ->
                new SourcePlace(
                    page.slug().toLowerCase(Locale.ROOT),
                    page.ref(),
                    String.join("/", page.path())));
  }

  @Override
  public Optional<String> root(URI url) {
    List<String> raw = List.of(url.getRawPath().split("/"));
    return GitLabUrl.of(url, settings.base())
        .map(page -> String.join("/", raw.subList(0, page.segments() + 1)) + "/");
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(url.toString().replaceFirst("/-/(?:blob|tree|edit)/", "/-/edit/"));
  }
}
