package dev.callboard.launcher;

import java.io.IOException;
import java.util.Map;
import org.osgi.framework.Constants;

/** Adds what the framework needs to the properties that the command line gave. */
final class FrameworkProperties {
  private static final String LAST_START_LEVEL = "100";
  private static final String DEFAULT_DRAIN_SECONDS = "30";

  private FrameworkProperties() {}

  static void complete(Map<String, String> properties, DataDirectory data) throws IOException {
    properties.putIfAbsent(Launcher.DRAIN_SECONDS, DEFAULT_DRAIN_SECONDS);
    properties.put(Launcher.DATA, data.path().toString());
    // The cache holds nothing that cannot be made again: core bundles come by reference, plugins
    // from their own store. Cleaning it makes a damaged one harmless.
    properties.put(Constants.FRAMEWORK_STORAGE, data.directory("cache").toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, LAST_START_LEVEL);
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        SystemPackages.extra(FrameworkProperties.class.getClassLoader()));
    // JGit's ssh bundle uses this package of the JDK and does not import it.
    properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "javax.security.auth");
    // The port is opened once, with the settings of the configuration.
    properties.put("org.apache.felix.http.require.config", "true");
    properties.put("java.io.tmpdir", data.directory("tmp").toString());
    properties.putIfAbsent(
        "logback.configurationFile",
        "file:" + properties.get(Launcher.HOME) + "/config/logback.xml");
  }
}
