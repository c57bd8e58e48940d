package dev.callboard.cli.template;

import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands for the source hosts: the repository of the template is a directory, and other URLs are
 * the local files that a test names for them. Reaches no network.
 */
final class LocalReader implements UrlReader {
  /** Nobody can have a host below this name (RFC 2606). */
  private static final String BASE = "https://template.invalid/";

  private static final Map<String, String> KNOWN_HOSTS =
      Map.of(
          "github.com", "github",
          "gitlab.com", "gitlab",
          "bitbucket.org", "bitbucketCloud",
          "dev.azure.com", "azure",
          "gitea.com", "gitea");

  private final Path root;
  private final Map<String, Path> others = new LinkedHashMap<>();
  private final List<HostStatus> hosts = new ArrayList<>();

  /**
   * Creates a reader.
   *
   * @param root the repository of the template
   * @param folder what the paths of others are relative to
   * @param others local paths by URL
   * @param hosts types of source hosts by name, besides those that everybody knows
   */
  LocalReader(Path root, Path folder, Map<String, String> others, Map<String, String> hosts) {
    this.root = root;
    others.forEach((url, path) -> this.others.put(trimmed(url), folder.resolve(path)));
    Map<String, String> all = new LinkedHashMap<>(KNOWN_HOSTS);
    all.putAll(hosts);
    all.forEach(
        (name, type) -> this.hosts.add(new HostStatus(type, name, 0, Optional.empty(), -1, -1)));
  }

  /** Returns the URL of a file of the repository. */
  String url(Path file) {
    return BASE + root.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public UrlContent read(String url, ReadOptions options) {
    Path path = path(url);
    if (!Files.isRegularFile(path)) {
      throw PortalException.notFound("There is no file " + path);
    }
    try {
      return UrlContent.of(Files.readAllBytes(path), null);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public SourceTree readTree(String url, ReadOptions options) {
    Path path = path(url);
    if (!Files.isDirectory(path)) {
      throw PortalException.notFound("There is no directory " + path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> path.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      return SourceTree.of(path, names, null, null, () -> {});
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static PortalException unreadable(Path path, IOException problem) {
    return new PortalException(ErrorCode.SERVICE_UNAVAILABLE, path + " cannot be read", problem);
  }

  private Path path(String url) {
    Path other = others.get(trimmed(url));
    if (other != null) {
      return other.normalize();
    }
    if (!url.startsWith(BASE)) {
      throw PortalException.notAllowed(
          "A template test reaches no network: say under 'urls' which local path stands for "
              + url);
    }
    return root.resolve(url.substring(BASE.length())).normalize();
  }

  private static String trimmed(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  @Override
  public String resolve(String reference, String base, int line) {
    if (reference.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return reference;
    }
    if (!base.startsWith(BASE)) {
      return base.replaceFirst("[^/]*$", "") + reference;
    }
    Path from =
        reference.startsWith("/") ? root : root.resolve(base.substring(BASE.length())).getParent();
    Path target = from.resolve(reference.replaceFirst("^/+", "")).normalize();
    if (!target.startsWith(root)) {
      throw PortalException.input(
          "'" + reference + "' leads out of " + root + "; --root says what may be read");
    }
    return url(target);
  }

  @Override
  public List<String> search(String url, ReadOptions options) {
    return List.of(url);
  }

  @Override
  public Optional<String> editUrl(String url) {
    return Optional.empty();
  }

  @Override
  public String viewUrl(String url) {
    return url;
  }

  @Override
  public boolean isSourceHost(String url) {
    return true;
  }

  @Override
  public boolean sameRepository(String url, String otherUrl) {
    return url.startsWith(BASE) == otherUrl.startsWith(BASE);
  }

  @Override
  public List<HostStatus> hosts() {
    return List.copyOf(hosts);
  }
}
