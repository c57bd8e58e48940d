package dev.callboard.plugins.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.callboard.platform.http.RequiresPermission;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarBringsTest {
  @TempDir Path folder;

  /** A class whose permission is looked for. */
  static final class Resource {
    @RequiresPermission("incidents.incident.create")
    void create() {}

    @RequiresPermission("catalog.entity.read")
    void read() {}

    String noPermission() {
      return "other.plugin.read";
    }
  }

  private Map<String, Object> brings(Map<String, byte[]> entries) throws IOException {
    Path jar = folder.resolve("x.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return JarBrings.of(jar, "incidents");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytecode(Class<?> type) throws IOException {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatStandsInTheJarIsTold() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        "OSGI-INF/a.xml",
        text(
            "<property name=\"osgi.jakartars.application.base\" type=\"String\""
                + " value=\"/incidents\"/><service>"
                + "<provide interface=\"jakarta.ws.rs.core.Application\"/></service>"));
    entries.put(
        "OSGI-INF/b.xml",
        text(
            "<provide interface=\"dev.callboard.catalog.spi.EntityProvider\"/>"
                + "<provide interface=\"com.acme.Own\"/>"));
    entries.put("Resource.class", bytecode(Resource.class));
    entries.put(
        "ui.json",
        text(
            "{\"pages\": [{\"id\": \"p\", \"title\": \"Incidents\"}], \"nav\": [{\"page\":"
                + " \"p\"}]}"));
    entries.put("docs/index.md", text("# A"));
    entries.put("docs/more/b.md", text("# B"));
    entries.put("migrations/001-a.sql", text("SELECT 1"));
    Map<String, Object> brings = brings(entries);
    assertEquals(Set.of("/api/incidents"), brings.get("rest"));
    assertEquals(
        List.of(
            Map.of(
                "type", "dev.callboard.catalog.spi.EntityProvider",
                "what", "adds entities to the catalog",
                "count", 1),
            Map.of(
                "type", "jakarta.ws.rs.core.Application",
                "what", "answers REST requests",
                "count", 1)),
        brings.get("extensions"));
    assertEquals(
        Set.of("incidents.incident.create", "catalog.entity.read"), brings.get("permissions"));
    assertEquals(Map.of("pages", List.of("Incidents"), "nav", List.of("p")), brings.get("ui"));
    assertEquals(Map.of("pages", 2), brings.get("docs"));
    assertEquals(true, brings.get("database"));
    assertEquals(false, brings.get("openapi"));
  }

  @Test
  void aJarWithNothingBringsNothing() throws IOException {
    Map<String, Object> brings = brings(Map.of("x.txt", text("x")));
    assertEquals(Set.of(), brings.get("rest"));
    assertEquals(List.of(), brings.get("extensions"));
    assertNull(brings.get("ui"));
    assertNull(brings.get("docs"));
    assertEquals(
        Map.of("problem", List.of("ui.json is no JSON")),
        brings(Map.of("ui.json", text("{"))).get("ui"));
  }
}
