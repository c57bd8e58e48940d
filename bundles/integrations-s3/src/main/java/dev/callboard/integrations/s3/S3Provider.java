package dev.callboard.integrations.s3;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Brings the services of {@code integrations.awsS3}. */
@Component(service = SourceHostProvider.class)
public final class S3Provider implements SourceHostProvider {
  private final Map<String, String> environment;

  /** Called by Declarative Services. */
  @Activate
  public S3Provider() {
    this(System.getenv());
  }

  S3Provider(Map<String, String> environment) {
    this.environment = requireNonNull(environment, "environment is null");
  }

  @Override
  public String type() {
    return "awsS3";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<SourceHost> hosts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      S3Settings settings = S3Settings.of(new HostSettings(type(), i, entries.get(i)), environment);
      hosts.add(new S3Host(settings, new S3Objects(settings, access), access));
    }
    return hosts;
  }
}
