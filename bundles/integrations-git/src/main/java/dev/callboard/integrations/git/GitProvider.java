package dev.callboard.integrations.git;

import dev.callboard.git.transport.GitTransports;
import dev.callboard.git.transport.QuietGit;
import dev.callboard.git.transport.SshAccess;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Brings the hosts of {@code integrations.git}. */
@Component(service = SourceHostProvider.class)
public final class GitProvider implements SourceHostProvider {
  private final List<Checkouts> open = new CopyOnWriteArrayList<>();

  /** Called by Declarative Services. */
  @Activate
  public GitProvider() {
    QuietGit.ensure();
  }

  @Override
  public String type() {
    return "git";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<GitSettings> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      all.add(GitSettings.of(new HostSettings(type(), i, entries.get(i))));
    }
    close();
    return all.stream().<SourceHost>map(settings -> host(settings, access)).toList();
  }

  private GitHost host(GitSettings settings, HostAccess access) {
    String origin =
        settings.ssh().map(SshAccess::origin).orElse(HostSettings.origin(settings.base()));
    HostProfile profile = HostProfile.of(type(), settings.host(), Set.of(origin));
    GitTransports transports =
        settings
            .ssh()
            .<GitTransports>map(
                ssh -> GitTransports.ssh(ssh, access.client(profile), access.maxTreeBytes()))
            .orElseGet(() -> GitTransports.http(access.client(profile), settings.authorization()));
    RemoteGit remote = new RemoteGit(transports);
    Checkouts checkouts = new Checkouts(remote, access);
    open.add(checkouts);
    return new GitHost(settings, checkouts, access);
  }

  @Deactivate
  void stop() {
    close();
    QuietGit.release();
  }

  private void close() {
    open.forEach(Checkouts::close);
    open.clear();
  }
}
