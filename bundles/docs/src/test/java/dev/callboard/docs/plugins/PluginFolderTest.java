package dev.callboard.docs.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.docs.site.SiteLimits;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class PluginFolderTest {
  @TempDir Path temp;
  private final Map<String, String> entries = new TreeMap<>();

  /** A bundle that has nothing but entries. */
  private Bundle bundle() {
    return (Bundle)
        Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getEntry" ->
                      entries.containsKey(arguments[0]) ? url((String) arguments[0]) : null;
                  case "findEntries" ->
                      Collections.enumeration(
                          entries.keySet().stream()
                              .filter(path -> path.startsWith(arguments[0] + "/"))
                              .map(this::url)
                              .toList());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private URL url(String path) {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public java.io.InputStream getInputStream() {
                byte[] bytes = entries.get(path).getBytes(StandardCharsets.UTF_8);
                return new java.io.ByteArrayInputStream(bytes);
              }
            };
          }
        };
    try {
      return new URL("bundle", "", 0, "/" + path, handler);
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path unpack(SiteLimits limits) throws IOException {
    Path folder = temp.resolve("unpacked/" + limits.hashCode());
    PluginFolder.unpack(bundle(), folder, limits);
    return folder;
  }

  @Test
  void D_limitsHoldAtTheirEdges() throws IOException {
    entries.put("mkdocs.yml", "1234");
    entries.put("docs/index.md", "123456");
    entries.put("docs/a/b.md", "12");
    entries.put("other/x.md", "not of the documentation");
    Path folder = unpack(new SiteLimits(3, 6, 100, 12));
    assertEquals("12", Files.readString(folder.resolve("docs/a/b.md")));
    assertFalse(Files.exists(folder.resolve("other")));
    unpack(new SiteLimits(4, 7, 100, 13));
    for (SiteLimits narrow :
        new SiteLimits[] {
          new SiteLimits(2, 6, 100, 12),
          new SiteLimits(3, 5, 100, 12),
          new SiteLimits(3, 6, 100, 11)
        }) {
      assertThrows(PortalException.class, () -> unpack(narrow), narrow.toString());
      assertFalse(Files.exists(temp.resolve("unpacked/" + narrow.hashCode())));
    }
  }

  @Test
  void P13_anEntryThatLeadsOutIsRefused() throws IOException {
    entries.put("docs/index.md", "x");
    entries.put("docs/../../../evil.md", "x");
    assertThrows(PortalException.class, () -> unpack(new SiteLimits(9, 9, 9, 99)));
    assertFalse(Files.exists(temp.resolve("evil.md")));
  }
}
