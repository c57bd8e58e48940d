package dev.callboard.catalog.discovery;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.discovery.github.GitHubSources;
import dev.callboard.catalog.discovery.gitlab.GitLabSources;
import dev.callboard.catalog.discovery.ldap.LdapSource;
import dev.callboard.catalog.discovery.table.TableSettings;
import dev.callboard.catalog.discovery.table.TableSource;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a provider and its schedule for each entry of {@code catalog.providers}, and tells them
 * what happens to repositories.
 */
@Component(
    immediate = true,
    service = {ConfigListener.class, EventSubscriber.class})
public final class DiscoveryManager implements ConfigListener, EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryManager.class);
  private static final List<String> READ = List.of("catalog.providers", "integrations");
  private static final String PUSH = "source.push";
  private static final String REPOSITORY = "source.repository";

  private final BundleContext context;
  private final DiscoveryStore store;
  private final RestApis apis;
  private final HostCredentials credentials;
  private final HostAccess access;
  private final Map<String, List<ServiceRegistration<?>>> registered = new LinkedHashMap<>();
  private final Map<String, Discovery> discoveries = new ConcurrentHashMap<>();

  /** Called by Declarative Services. */
  @Activate
  public DiscoveryManager(
      BundleContext context,
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference RestApis apis,
      @Reference HostCredentials credentials,
      @Reference HostAccess access) {
    this.context = requireNonNull(context, "context is null");
    this.store = new DiscoveryStore(database);
    this.apis = requireNonNull(apis, "apis is null");
    this.credentials = requireNonNull(credentials, "credentials is null");
    this.access = requireNonNull(access, "access is null");
    use(config.current());
  }

  @Override
  public synchronized void configChanged(Config previous, Config current) {
    if (READ.stream().allMatch(key -> Objects.equals(previous.value(key), current.value(key)))) {
      return;
    }
    stop();
    use(current);
  }

  @Override
  public Set<String> topics() {
    return Set.of(PUSH, REPOSITORY);
  }

  /** Hints only: each source looks itself how the repository is. */
  @Override
  public void onEvent(Event event) {
    Optional<String> url = Values.text(event.payload(), "url");
    if (url.isEmpty()) {
      return;
    }
    for (Discovery each : discoveries.values()) {
      if (event.topic().equals(REPOSITORY)) {
        each.happened(url.get());
        Values.text(event.payload(), "from").ifPresent(each::happened);
      } else if (Values.isTrue(event.payload(), "defaultBranch")) {
        List<String> changed =
            Values.list(event.payload(), "changed").stream().map(String::valueOf).toList();
        each.pushed(url.get(), changed, Values.isTrue(event.payload(), "complete"));
      }
      each.lookAround();
    }
  }

  /** What one entry has wrong does not keep the others from being read. */
  private synchronized void use(Config config) {
    if (!config.has("catalog.providers")) {
      return;
    }
    GitHubSources github = new GitHubSources(apis, credentials);
    GitLabSources gitlab = new GitLabSources(apis);
    each(config, "github", List.of("organization", "app"), github::repositories);
    each(config, "githubOrg", List.of("orgs"), github::organisation);
    each(config, "gitlab", List.of("host"), gitlab::projects);
    each(config, "gitlab", List.of("host"), gitlab::organisation);
    each(
        config,
        "ldapOrg",
        List.of("target"),
        (id, where, entry, all) -> LdapSource.of(id, where, entry));
    each(
        config,
        "table",
        List.of("url"),
        (id, where, entry, all) -> new TableSource(TableSettings.of(id, where, entry), access));
  }

  /** Makes the source of one entry, or null when it is not meant. */
  private interface Factory {
    Source make(String id, String where, Config entry, Config all);
  }

  private void each(Config config, String key, List<String> own, Factory factory) {
    tried(
        key,
        () -> {
          SourceEntries.of(config, key, own)
              .forEach(
                  (id, entry) -> {
                    String where = "catalog.providers." + key + "." + id;
                    tried(
                        key + "." + id,
                        () -> {
                          Source source = factory.make(id, where, entry, config);
                          if (source != null) {
                            register(source, where, entry);
                          }
                          return null;
                        });
                  });
          return null;
        });
  }

  private static void tried(String key, Supplier<Object> work) {
    try {
      work.get();
    } catch (PortalException e) {
      LOG.error("catalog.providers.{} is not read: {}", key, e.getMessage());
    }
  }

  private void register(Source source, String where, Config entry) {
    Discovery discovery = new Discovery(source, SourceSchedule.of(where, entry), store);
    discoveries.put(source.name(), discovery);
    registered.put(
        source.name(),
        List.of(
            context.registerService(EntityProvider.class, discovery, null),
            context.registerService(ScheduledTask.class, discovery, null)));
  }

  @Deactivate
  synchronized void stop() {
    registered.values().forEach(list -> list.forEach(ServiceRegistration::unregister));
    registered.clear();
    discoveries.clear();
  }
}
