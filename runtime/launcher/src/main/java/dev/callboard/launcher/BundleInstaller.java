package dev.callboard.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Installs the jars of {@code bundles/<start level>/}, by reference, so that none is copied. */
final class BundleInstaller {
  private BundleInstaller() {}

  static void install(BundleContext context, Path folder) throws IOException, BundleException {
    List<Bundle> installed = new ArrayList<>();
    for (Path level : children(folder)) {
      int startLevel = startLevel(level);
      for (Path jar : children(level)) {
        if (jar.toString().endsWith(".jar")) {
          Bundle bundle = context.installBundle("reference:" + jar.toUri());
          bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
          installed.add(bundle);
        }
      }
    }
    if (installed.isEmpty()) {
      throw new IOException("no bundles found in " + folder + "; is the installation complete?");
    }
    for (Bundle bundle : installed) {
      if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
  }

  private static int startLevel(Path level) throws IOException {
    try {
      return Integer.parseInt(level.getFileName().toString());
    } catch (NumberFormatException e) {
      throw new IOException("the folder " + level + " is not named after a start level", e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }
}
