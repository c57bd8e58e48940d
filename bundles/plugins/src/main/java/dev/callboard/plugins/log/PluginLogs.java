package dev.callboard.plugins.log;

import ch.qos.logback.classic.LoggerContext;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.config.Secrets;
import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines of each plugin. They stay when a plugin is updated, and go with it. */
@Component(
    service = {PluginLogs.class, ConfigListener.class},
    immediate = true)
public final class PluginLogs implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLogs.class);

  private final Map<String, LineRing> rings = new ConcurrentHashMap<>();
  private volatile LogLimits limits;
  private LogTap tap;

  /** Begins to listen. */
  @Activate
  public PluginLogs(@Reference ConfigService config) {
    this(LogLimits.of(config.current()));
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      tap = new LogTap(this, new Origin());
      tap.open(context);
    }
  }

  PluginLogs(LogLimits limits) {
    this.limits = limits;
  }

  /** Listens no longer. */
  @Deactivate
  public void stop() {
    if (tap != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      tap.close(context);
    }
    rings.values().forEach(LineRing::end);
  }

  @Override
  public void configChanged(Config previous, Config current) {
    try {
      limits = LogLimits.of(current);
    } catch (PortalException e) {
      LOG.warn("The limits of the logs of plugins stay as they were: {}", e.getMessage());
    }
  }

  LogLimits limits() {
    return limits;
  }

  /** Makes a line that has no secrets and is not too long. */
  LogLine line(
      Instant time, String level, String logger, String thread, String message, String error) {
    return new LogLine(0, time, level, logger, thread, fit(message), fit(error));
  }

  private String fit(String text) {
    int length = limits.lineLength();
    if (text == null || text.isEmpty()) {
      return "";
    }
    // What is cut off afterwards is looked at, too, so that half of a secret does not stay.
    String hidden = Secrets.hide(text.substring(0, Math.min(text.length(), 2 * length)));
    return hidden.length() <= length ? hidden : hidden.substring(0, length) + "…";
  }

  void add(String id, LogLine line) {
    ring(id).add(line);
  }

  LineRing ring(String id) {
    return rings.computeIfAbsent(id, key -> new LineRing(() -> limits.lines()));
  }

  /**
   * Takes note of a change of a plugin.
   *
   * @param change as the plugin manager tells it
   */
  public void changed(Map<String, Object> change) {
    if (!(change.get("id") instanceof String id)) {
      return;
    }
    String state = String.valueOf(change.get("state"));
    if (state.equals("removed")) {
      Optional.ofNullable(rings.remove(id)).ifPresent(LineRing::end);
      return;
    }
    String reason = String.valueOf(change.getOrDefault("reason", ""));
    String message =
        "Version "
            + change.get("version")
            + " is "
            + state
            + (reason.isEmpty() ? "" : ": " + reason);
    String level = state.equals("FAILED") ? "ERROR" : "INFO";
    add(id, line(Instant.now(), level, "callboard", Thread.currentThread().getName(), message, ""));
  }
}
