package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.store.FailPoint;
import java.util.List;
import org.osgi.framework.Bundle;

/** Takes an installed bundle to where it serves. Called on the queue of the plugin. */
final class BringUp {
  private final Parts parts;

  BringUp(Parts parts) {
    this.parts = parts;
  }

  /** Brings a plugin up and remembers how it is then; a failure is a state, not an exception. */
  PluginStatus run(PluginStatus status) throws InterruptedException {
    return run(status, false);
  }

  /**
   * As {@link #run}, while the server starts: what it came with is served when it is needed, so
   * that nothing is built which nobody asks for.
   */
  PluginStatus runAtStart(PluginStatus status) throws InterruptedException {
    return run(status, status.verdict().isShipped());
  }

  private PluginStatus run(PluginStatus status, boolean lazily) throws InterruptedException {
    if (status.bundle().isEmpty()) {
      return status;
    }
    Bundle bundle = status.bundle().get();
    String id = status.installed().id();
    try {
      checkPolicy(status);
      parts.bundles().resolve(bundle);
      FailPoint.hit("start.resolved");
      remember(status.with(PluginState.RESOLVED, ""));
      remember(status.with(PluginState.STARTING, ""));
      List<String> waiting = up(id, bundle, lazily);
      PluginState state = waiting.isEmpty() ? PluginState.ACTIVE : PluginState.STARTING;
      return remember(status.with(state, String.join(" ", waiting)));
    } catch (StartFailedException e) {
      String problem = parts.bundles().stop(id, bundle, parts.settings().current().stop());
      return remember(
          problem.isEmpty()
              ? status.failed(e)
              : status.failed(StartFailedException.of(e.getMessage() + " " + problem)));
    }
  }

  private void checkPolicy(PluginStatus status) throws StartFailedException {
    try {
      parts.check().checkPolicy(status.verdict());
    } catch (RefusedException e) {
      throw StartFailedException.of(PluginStatus.NOT_ALLOWED + e.getMessage());
    }
  }

  /**
   * Starts a resolved bundle and waits until it is well.
   *
   * @return what it waits for; empty when it is well
   */
  List<String> up(String id, Bundle bundle) throws StartFailedException, InterruptedException {
    return up(id, bundle, false);
  }

  private List<String> up(String id, Bundle bundle, boolean lazily)
      throws StartFailedException, InterruptedException {
    PluginSettings settings = parts.settings().current();
    FailPoint.hit("start.before");
    parts.bundles().start(id, bundle, settings.start());
    FailPoint.hit("start.started");
    List<String> waiting = parts.readiness().await(id, bundle, settings.grace(), lazily);
    FailPoint.hit("start.well");
    return waiting;
  }

  private PluginStatus remember(PluginStatus status) {
    parts.registry().put(status);
    return status;
  }
}
