package dev.callboard.integrations;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All plain web servers, which have files and nothing else. */
final class PlainHost implements SourceHost {
  private final DefaultHostAccess access;
  private final Supplier<AllowedHosts> allowed;

  PlainHost(DefaultHostAccess access, Supplier<AllowedHosts> allowed) {
    this.access = access;
    this.allowed = allowed;
  }

  @Override
  public String name() {
    return "url";
  }

  @Override
  public boolean owns(URI url) {
    return allowed.get().allow(Target.of(url, url.toString()));
  }

  @Override
  public UrlContent read(URI url, ReadOptions options) {
    Target target = Target.of(url, url.toString());
    // Refused here already, so that nothing is kept of hosts that are not allowed.
    allowed.get().check(target, url.toString());
    HostRequest request = HostRequest.get(target.uri(), url.toString()).unless(options);
    return access.plain(target).send(request).content();
  }

  @Override
  public SourceTree readTree(URI url, ReadOptions options) {
    allowed.get().check(Target.of(url, url.toString()), url.toString());
    throw PortalException.input(
        "'" + url + "' is on a plain web server, which has no trees; name each file");
  }

  @Override
  public List<String> search(URI url) {
    allowed.get().check(Target.of(url, url.toString()), url.toString());
    throw PortalException.input(
        "'"
            + url
            + "' has wildcards, but a plain web server cannot list its files; name each file");
  }

  @Override
  public Optional<String> repository(URI url) {
    return Optional.of(Target.of(url, url.toString()).origin());
  }

  @Override
  public Optional<String> root(URI url) {
    return Optional.empty();
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.empty();
  }
}
