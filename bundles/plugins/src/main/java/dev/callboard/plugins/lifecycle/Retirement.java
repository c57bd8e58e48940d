package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.http.RouteRegistry;
import dev.callboard.plugins.store.FailPoint;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a bundle out of service. Called on the queue of the plugin. */
final class Retirement {
  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

  private final Parts parts;

  Retirement(Parts parts) {
    this.parts = parts;
  }

  /**
   * Finishes what is under way and stops a bundle, which stays installed.
   *
   * @param gone whether nobody takes its place
   * @return what went wrong, or an empty text
   */
  String stop(String id, Bundle bundle, boolean gone) throws InterruptedException {
    PluginSettings settings = parts.settings().current();
    Optional<RouteRegistry> routes = parts.routes().get();
    if (gone) {
      routes.ifPresent(registry -> registry.removed(id));
    }
    int cut = routes.isPresent() ? routes.get().drain(bundle, settings.drain()) : 0;
    if (cut > 0) {
      LOG.warn("{} requests of plugin {} were cut off at the end of the deadline", cut, id);
    }
    FailPoint.hit("retire.drained");
    String problem = parts.bundles().stop(id, bundle, settings.stop());
    FailPoint.hit("retire.stopped");
    return problem;
  }

  /** Stops and uninstalls a bundle and sees to it that nothing of it stays. */
  String run(String id, Bundle bundle, boolean gone) throws InterruptedException {
    String problem = stop(id, bundle, gone);
    List<Departure> departed = parts.leaks().clean(id, bundle);
    String second = parts.bundles().uninstall(id, bundle, parts.settings().current().stop());
    FailPoint.hit("retire.uninstalled");
    if (gone) {
      parts.routes().get().ifPresent(registry -> registry.removed(id));
    }
    departed.forEach(
        departure -> departure.blame(problem.isEmpty() ? List.of() : List.of(problem)));
    parts.leaks().watch(departed);
    String all = (problem + " " + second).strip();
    if (!all.isEmpty()) {
      LOG.warn("Plugin {} did not go as it should: {}", id, all);
    }
    return all;
  }
}
