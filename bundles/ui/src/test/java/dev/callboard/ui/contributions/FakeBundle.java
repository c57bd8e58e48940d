package dev.callboard.ui.contributions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** A bundle whose content is a folder. */
final class FakeBundle {
  private FakeBundle() {}

  static Bundle of(Path folder, long id) {
    return (Bundle)
        Proxy.newProxyInstance(
            FakeBundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getBundleId" -> id;
                  case "getVersion" -> new Version(1, 0, 0);
                  case "getHeaders" -> headers();
                  case "adapt" -> null;
                  case "getEntry" -> entry(folder, (String) arguments[0]);
                  case "findEntries" -> entries(folder);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Dictionary<String, String> headers() {
    Dictionary<String, String> headers = new Hashtable<>();
    headers.put("Bundle-Name", "Sample");
    return headers;
  }

  private static URL entry(Path folder, String path) throws MalformedURLException {
    Path file = folder.resolve(path);
    return Files.exists(file) ? file.toUri().toURL() : null;
  }

  /** As a framework does: addresses of its own, in which paths begin at the root of the bundle. */
  private static Enumeration<URL> entries(Path folder) {
    try (Stream<Path> files = Files.walk(folder.resolve("ui"))) {
      List<URL> urls =
          files
              .filter(Files::isRegularFile)
              .map(file -> "file:/" + folder.relativize(file).toString().replace('\\', '/'))
              .map(FakeBundle::url)
              .toList();
      return Collections.enumeration(urls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(String text) {
    try {
      return java.net.URI.create(text).toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
