package dev.callboard.integrations;

import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Reads files from plain web servers, those of {@code backend.reading.allow}. */
@Component(service = {UrlReader.class, ConfigListener.class})
public final class HttpUrlReader implements UrlReader, ConfigListener {
  private volatile HttpFetcher fetcher;

  /** Called by Declarative Services. */
  @Activate
  public HttpUrlReader(@Reference ConfigService config) {
    fetcher = fetcher(config.current());
  }

  private static HttpFetcher fetcher(Config config) {
    return new HttpFetcher(AllowedHosts.of(config), ReadingLimits.of(config));
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (previous.value("backend.reading").equals(current.value("backend.reading"))) {
      return;
    }
    HttpFetcher old = fetcher;
    fetcher = fetcher(current);
    old.close();
  }

  @Deactivate
  void close() {
    fetcher.close();
  }

  @Override
  public UrlContent read(String url, String etag) {
    Fetched fetched = fetcher.fetch(url, etag);
    return fetched.bytes() == null
        ? UrlContent.notModified(fetched.etag())
        : UrlContent.of(fetched.bytes(), fetched.etag());
  }

  @Override
  public List<String> search(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    if (path < 0 || url.indexOf('*', path) < 0) {
      return List.of(url);
    }
    throw PortalException.input(
        "'"
            + url
            + "' has wildcards, but a plain web server cannot list its files; name each file");
  }

  @Override
  public String resolve(String reference, String base) {
    URI resolved = Target.of(base).uri().resolve(reference.replace(" ", "%20"));
    return Target.of(resolved, resolved.toString()).uri().toString();
  }

  @Override
  public boolean sameRepository(String url, String otherUrl) {
    return Target.of(url).sameOrigin(Target.of(otherUrl));
  }
}
