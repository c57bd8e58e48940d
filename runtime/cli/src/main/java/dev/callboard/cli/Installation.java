package dev.callboard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Properties;

/** Where the program is installed, and which version it is. */
public final class Installation {
  private Installation() {}

  /**
   * Returns the directory of the installation: the system property {@code callboard.home}, else the
   * directory above the {@code lib/} that this class came from, else the working directory.
   */
  static Path home() {
    String given = System.getProperty("callboard.home");
    if (given != null && !given.isBlank()) {
      return Path.of(given).toAbsolutePath().normalize();
    }
    CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
    try {
      Path folder = source == null ? null : Path.of(source.getLocation().toURI()).getParent();
      if (folder != null && folder.endsWith("lib")) {
        return folder.getParent();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path is not made of files: " + source, e);
    }
    return Path.of("").toAbsolutePath();
  }

  /** Returns the version of this program. */
  public static String version() {
    try (InputStream in = Installation.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
