package dev.callboard.http.health;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.config.NodeName;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what runs here, for bug reports. Thread-safe; does not block. */
@Component(service = ServerInfo.class)
public final class ServerInfo {
  private final BundleContext context;
  private final ConfigService config;

  /** Called by Declarative Services. */
  @Activate
  public ServerInfo(BundleContext context, @Reference ConfigService config) {
    this.context = context;
    this.config = config;
  }

  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
    report.put("version", text(context.getProperty("callboard.version")));
    report.put("node", NodeName.of(config.current(), System.getenv()));
    report.put("startedAt", Instant.ofEpochMilli(process.getStartTime()).toString());
    report.put("uptimeSeconds", process.getUptime() / 1000);
    report.put("java", java(process));
    report.put("os", system());
    report.put("memory", memory());
    report.put("database", Map.of("kind", database(config.current())));
    report.put("bundles", bundles(context.getBundles()));
    return report;
  }

  private static String database(Config config) {
    String client = config.string("backend.database.client").orElse("better-sqlite3");
    return client.equals("pg") ? "PostgreSQL" : "SQLite";
  }

  private static Map<String, Object> java(RuntimeMXBean process) {
    Map<String, Object> java = new LinkedHashMap<>();
    java.put("version", text(System.getProperty("java.version")));
    java.put("vendor", text(System.getProperty("java.vendor")));
    java.put("vm", text(process.getVmName()));
    return java;
  }

  private static Map<String, Object> system() {
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("name", text(System.getProperty("os.name")));
    system.put("version", text(System.getProperty("os.version")));
    system.put("arch", text(System.getProperty("os.arch")));
    system.put("processors", Runtime.getRuntime().availableProcessors());
    return system;
  }

  private static Map<String, Object> memory() {
    Runtime runtime = Runtime.getRuntime();
    return Map.of(
        "usedBytes", runtime.totalMemory() - runtime.freeMemory(), "maxBytes", runtime.maxMemory());
  }

  private static Map<String, Object> bundles(Bundle[] bundles) {
    int active = 0;
    for (Bundle bundle : bundles) {
      active += bundle.getState() == Bundle.ACTIVE ? 1 : 0;
    }
    return Map.of("installed", bundles.length, "active", active);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
