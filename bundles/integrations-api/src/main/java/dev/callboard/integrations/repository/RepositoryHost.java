package dev.callboard.integrations.repository;

import static java.util.Objects.requireNonNull;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A host of repositories, on top of its API. What a type of hosts does in another way, it
 * overrides. Thread-safe.
 *
 * @param <P> what URLs of the host name
 */
@ConsumerType
public abstract class RepositoryHost<P extends RepositoryPage> implements SourceHost {
  private final String name;
  private final String example;
  private final RepositoryApi<P> api;
  private final HostAccess access;

  /**
   * Creates a host.
   *
   * @param name with the port when it is not the scheme's own, in lower case
   * @param example a URL of a file, for messages
   * @param api the calls of the host
   * @param access where trees are written
   */
  protected RepositoryHost(String name, String example, RepositoryApi<P> api, HostAccess access) {
    this.name = requireNonNull(name, "name is null");
    this.example = requireNonNull(example, "example is null");
    this.api = requireNonNull(api, "api is null");
    this.access = requireNonNull(access, "access is null");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean owns(URI url) {
    return url.getScheme().startsWith("http") && HostSettings.authority(url).equals(name);
  }

  /** Returns what a URL names, or refuses it. */
  protected final P parse(URI url) {
    return api.page(url)
        .orElseThrow(
            () ->
                PortalException.input(
                    "'" + url + "' is no file of a repository; it should be like " + example));
  }

  @Override
  public UrlContent read(URI url, ReadOptions options) {
    P file = parse(url);
    if (file.path().isEmpty()) {
      throw PortalException.input("'" + url + "' is a repository and not a file in it");
    }
    UrlContent content = Known.unless(api.file(file, options, url.toString()), options);
    if (content.bytes().isEmpty() || content.commit().isPresent()) {
      return content;
    }
    if (file.isPinned()) {
      return content.withCommit(file.ref());
    }
    return options.wantsLastCommit()
        ? content.withCommit(lastCommit(file, url).orElse(null))
        : content;
  }

  private Optional<String> lastCommit(P file, URI url) {
    try {
      return api.lastCommit(file, url.toString());
    } catch (PortalException e) {
      // The file was read; where it comes from is worth no failure.
      return Optional.empty();
    }
  }

  @Override
  public SourceTree readTree(URI url, ReadOptions options) {
    P folder = parse(url);
    String commit = commit(folder, url);
    if (options.etag().filter(commit::equals).isPresent()) {
      return SourceTree.notModified(commit);
    }
    try (TreeWriter tree = access.newTree()) {
      api.tree(folder, commit, tree, url.toString());
      return tree.finish(commit, commit);
    } catch (IOException e) {
      throw PortalException.unavailable("'" + url + "' could not be read, its archive is damaged");
    }
  }

  private String commit(P page, URI url) {
    if (page.isPinned()) {
      return page.ref();
    }
    String commit = api.commit(page, url.toString());
    if (!commit.matches("[0-9a-f]{40,64}")) {
      throw PortalException.unavailable("'" + url + "' could not be read, its commit is garbage");
    }
    return commit;
  }

  @Override
  public List<String> search(URI url) {
    P pattern = parse(url);
    String commit = commit(pattern, url);
    Glob glob = Glob.of(pattern.file());
    return api.files(pattern, commit, glob.folder(), url.toString()).stream()
        .filter(glob::matches)
        .sorted()
        .map(path -> file(url, pattern, path))
        .toList();
  }

  /** Returns the URL of another file of the same repository, at the same reference. */
  protected String file(URI url, P page, String path) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return HostSettings.origin(url)
        + page.root()
        + UrlPath.join(Arrays.asList(path.split("/")))
        + query;
  }

  @Override
  public Map<String, String> tags(URI url) {
    return api.tags(parse(url), url.toString());
  }

  @Override
  public Optional<URI> at(URI url, String ref) {
    return Optional.of(api.at(parse(url), ref));
  }

  @Override
  public Optional<String> repository(URI url) {
    return api.page(url).map(RepositoryPage::repository);
  }

  @Override
  public Optional<SourcePlace> place(URI url) {
    return api.page(url).map(RepositoryPage::place);
  }

  @Override
  public Optional<String> root(URI url) {
    return api.page(url).map(RepositoryPage::root);
  }
}
