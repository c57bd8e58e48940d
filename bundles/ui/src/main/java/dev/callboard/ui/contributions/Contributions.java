package dev.callboard.ui.contributions;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.plugin.PluginDirectory;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.platform.signals.Recipients;
import dev.callboard.platform.signals.SignalService;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the bundles that run and tells browsers when one with a {@code ui/ui.json} comes or goes.
 * While a plugin is updated both versions run: the later one counts, the earlier one still serves
 * its files. Thread-safe.
 */
@Component(service = Contributions.class, immediate = true)
public final class Contributions implements BundleTrackerCustomizer<Bundle> {
  private static final Logger LOG = LoggerFactory.getLogger(Contributions.class);
  private static final long MEBIBYTE = 1024L * 1024;
  private static final String CHANNEL = "ui";

  private final PluginDirectory directory;
  private final TaskExecutor executor;
  private final Map<Long, PluginUi> known = new ConcurrentHashMap<>();
  private final FormerFiles former;
  private final long maxSize;
  private final BundleTracker<Bundle> tracker;
  private ManifestReader reader;
  private volatile Snapshot current = Snapshot.of(List.of());

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile SignalService signals;

  /** Begins to follow. */
  @Activate
  public Contributions(
      BundleContext context,
      @Reference PluginDirectory directory,
      @Reference TaskExecutor executor,
      @Reference ConfigService config) {
    this.directory = requireNonNull(directory, "directory is null");
    this.executor = requireNonNull(executor, "executor is null");
    Config settings = config.current();
    maxSize = settings.bytes("ui.contributions.maxSize").orElse(16 * MEBIBYTE);
    former =
        new FormerFiles(
            settings.bytes("ui.formerFiles.maxSize").orElse(32 * MEBIBYTE),
            settings.duration("ui.formerFiles.keep").orElse(Duration.ofMinutes(5)),
            System::nanoTime);
    tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
    tracker.open();
  }

  /** Stops following. */
  @Deactivate
  public void stop() {
    tracker.close();
  }

  @Override
  public Bundle addingBundle(Bundle bundle, BundleEvent event) {
    Optional<String> id = directory.idOf(bundle);
    if (id.isEmpty() || bundle.getEntry(UiFiles.FOLDER + UiFiles.MANIFEST) == null) {
      return null;
    }
    // Reading takes time that whoever starts the bundle should not wait for.
    executor.submit(
        "read the UI of " + id.get(),
        () -> {
          arrive(id.get(), bundle);
          return null;
        });
    return bundle;
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
    // Only bundles that run are followed, so there is one state.
  }

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
    PluginUi gone = leave(bundle.getBundleId());
    if (gone == null || gone.files() == null) {
      return;
    }
    try {
      former.keep(gone);
    } catch (IOException e) {
      LOG.debug("The files of {} are gone already", gone.id(), e);
    }
    tell();
  }

  private synchronized void arrive(String id, Bundle bundle) {
    if (bundle.getState() != Bundle.ACTIVE) {
      return;
    }
    if (reader == null) {
      reader = new ManifestReader();
    }
    PluginUi read = PluginUi.read(id, bundle, directory.isCore(bundle), maxSize, reader);
    known.put(bundle.getBundleId(), read);
    refresh();
    read.manifest().problems().forEach(problem -> LOG.warn("{}: {}", id, problem));
    tell();
  }

  private synchronized PluginUi leave(long bundleId) {
    PluginUi gone = known.remove(bundleId);
    if (gone != null) {
      refresh();
    }
    return gone;
  }

  private void refresh() {
    Map<String, PluginUi> newest = new LinkedHashMap<>();
    known.values().stream()
        .sorted(
            Comparator.comparing((PluginUi plugin) -> !plugin.core())
                .thenComparing(PluginUi::bundleId))
        .forEach(plugin -> newest.put(plugin.id(), plugin));
    current = Snapshot.of(List.copyOf(newest.values()));
  }

  private void tell() {
    SignalService service = signals;
    if (service != null) {
      service.publish(
          Recipients.broadcast(),
          CHANNEL,
          Map.of("type", "changed", "revision", current.revision()));
    }
  }

  /** Returns what is contributed now. */
  Snapshot current() {
    return current;
  }

  /**
   * Returns a file.
   *
   * @param base where the files of its version are
   * @param path below it
   */
  Optional<ServedFile> file(String base, String path) {
    for (PluginUi plugin : known.values()) {
      Optional<UiFile> file =
          plugin.files() != null && plugin.base().equals(base)
              ? plugin.files().find(path)
              : Optional.empty();
      if (file.isPresent()) {
        return Optional.of(
            ServedFile.of(file.get(), plugin.files(), () -> former.find(base, path)));
      }
    }
    return former.find(base, path).map(ServedFile::of);
  }
}
