package dev.callboard.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;

/** Reads the migrations in a bundle. */
final class BundleScripts {
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private BundleScripts() {}

  static Map<String, String> of(Bundle bundle) {
    Map<String, String> scripts = new HashMap<>();
    Enumeration<URL> files = bundle.findEntries("migrations", "*.sql", false);
    while (files != null && files.hasMoreElements()) {
      URL url = files.nextElement();
      String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
      scripts.put(name, read(url, name));
    }
    return scripts;
  }

  private static String read(URL url, String name) {
    try (InputStream in = url.openStream()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new MigrationException(name, "is larger than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new MigrationException(name, "cannot be read from the bundle", e);
    }
  }
}
