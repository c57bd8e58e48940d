package dev.callboard.integrations;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.spi.GitHistories;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.Glob;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands each URL to the host that it belongs to. */
final class DefaultUrlReader implements UrlReader {
  private final HostSet hosts;
  private final PlainHost plain;
  private final DefaultHostAccess access;
  private final Supplier<GitHistories> histories;

  /** Creates a reader; who reads histories with git may be missing, as null. */
  DefaultUrlReader(
      HostSet hosts, PlainHost plain, DefaultHostAccess access, Supplier<GitHistories> histories) {
    this.hosts = hosts;
    this.plain = plain;
    this.access = access;
    this.histories = histories;
  }

  @Override
  public UrlContent read(String url, ReadOptions options) {
    URI uri = uri(url);
    return host(uri, url).read(uri, options);
  }

  @Override
  public SourceTree readTree(String url, ReadOptions options) {
    URI uri = uri(url);
    return host(uri, url).readTree(uri, options);
  }

  @Override
  public List<String> search(String url, ReadOptions options) {
    URI uri = uri(url);
    boolean pattern =
        find(uri)
            .map(host -> host.isPattern(uri))
            .orElseGet(() -> uri.getRawPath() != null && Glob.hasWildcards(uri.getRawPath()));
    return pattern ? host(uri, url).search(uri, options) : List.of(url);
  }

  @Override
  public Map<String, String> tags(String url) {
    URI uri = uri(url);
    return find(uri).map(host -> host.tags(uri)).orElse(Map.of());
  }

  @Override
  public boolean commits(String url, int commits, CommitVisitor visitor) {
    URI uri = uri(url);
    SourceHost host = host(uri, url);
    if (host.commits(uri, commits, visitor)) {
      return true;
    }
    GitHistories known = histories.get();
    Optional<GitRemote> remote = known == null ? Optional.empty() : host.git(uri);
    remote.ifPresent(where -> known.commits(where, commits, visitor, url));
    return remote.isPresent();
  }

  @Override
  public Optional<String> at(String url, String ref) {
    URI uri = uri(url);
    return find(uri).flatMap(host -> host.at(uri, ref)).map(URI::toString);
  }

  @Override
  public String resolve(String reference, String base, int line) {
    URI uri = uri(base);
    Optional<SourceHost> host = find(uri);
    String resolved = References.resolve(reference, uri, host, line);
    String result = host.map(one -> one.resolved(resolved)).orElse(resolved);
    URI checked = uri(result);
    if (find(checked).isEmpty()) {
      return Target.of(checked, result).uri() + (line > 0 ? fragment(result) : "");
    }
    return result;
  }

  private static String fragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? "" : url.substring(hash);
  }

  @Override
  public Optional<String> editUrl(String url) {
    URI uri = uri(url);
    return find(uri).flatMap(host -> host.editUrl(uri));
  }

  @Override
  public String viewUrl(String url) {
    URI uri = uri(url);
    return find(uri).map(host -> host.viewUrl(uri)).orElse(url);
  }

  @Override
  public boolean isSourceHost(String url) {
    return find(uri(url)).isPresent();
  }

  @Override
  public boolean sameRepository(String url, String otherUrl) {
    return repository(url).equals(repository(otherUrl));
  }

  private String repository(String url) {
    URI uri = uri(url);
    Optional<SourceHost> host = find(uri);
    if (host.isEmpty()) {
      return "url " + Target.of(uri, url).origin();
    }
    // A page of a source host that is none of a repository is in one with nothing else.
    return host.get().name() + " " + host.get().repository(uri).orElse(url);
  }

  @Override
  public Optional<SourcePlace> place(String url) {
    try {
      URI uri = uri(url);
      return find(uri)
          .flatMap(
              host ->
                  host.place(uri)
                      .map(
                          place ->
                              new SourcePlace(
                                  host.name() + " " + place.repository(),
                                  place.ref(),
                                  place.path())));
    } catch (PortalException e) {
      // What is no URL of a host leads nowhere.
      return Optional.empty();
    }
  }

  @Override
  public List<HostStatus> hosts() {
    return access.status();
  }

  /** Returns the source host of the URL; plain web servers are the rest, allowed or not. */
  private SourceHost host(URI uri, String shown) {
    return find(uri)
        .orElseGet(
            () -> {
              Target.of(uri, shown);
              if (!plain.owns(uri)) {
                hosts.lacking(uri).ifPresent(type -> lacking(type, shown));
              }
              return plain;
            });
  }

  private static void lacking(String type, String shown) {
    throw PortalException.unavailable(
        "Reading from '"
            + shown
            + "' needs a plugin that reads from the hosts below 'integrations."
            + type
            + "', and none runs: start it, or put it back");
  }

  private Optional<SourceHost> find(URI uri) {
    return hosts.all().stream().filter(host -> host.owns(uri)).findFirst();
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web) {
        return Target.of(uri, url).uri();
      }
      // Other schemes are for hosts that know them, and a host name there must be is one too.
      if (uri.getScheme() == null || uri.getHost() == null) {
        throw Target.refused(url);
      }
      return uri;
    } catch (URISyntaxException e) {
      return Target.of(url).uri();
    }
  }
}
