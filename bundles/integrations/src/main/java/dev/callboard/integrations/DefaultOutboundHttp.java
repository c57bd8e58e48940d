package dev.callboard.integrations;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.outbound.OutboundHttp;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Sends to the hosts of {@code backend.outbound.allow}. */
@Component(service = {OutboundHttp.class, ConfigListener.class})
public final class DefaultOutboundHttp implements OutboundHttp, ConfigListener {
  private volatile List<String> allowed;
  private volatile HttpPoster poster;

  /** Called by Declarative Services. */
  @Activate
  public DefaultOutboundHttp(@Reference ConfigService config) {
    use(requireNonNull(config, "config is null").current());
  }

  private void use(Config config) {
    allowed = OutboundTarget.allowed(config);
    poster =
        new HttpPoster(
            new HttpPoster.Timeouts(
                config.duration("backend.outbound.connectTimeout").orElse(Duration.ofSeconds(5)),
                config.duration("backend.outbound.readTimeout").orElse(Duration.ofSeconds(10)),
                config.duration("backend.outbound.totalTimeout").orElse(Duration.ofSeconds(30))));
  }

  @Override
  public Answer send(String url, Map<String, String> headers, byte[] body) {
    return poster.send(OutboundTarget.of(url, allowed), headers, body);
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (previous.value("backend.outbound").equals(current.value("backend.outbound"))) {
      return;
    }
    HttpPoster old = poster;
    use(current);
    old.close();
  }

  @Deactivate
  void close() {
    poster.close();
  }
}
