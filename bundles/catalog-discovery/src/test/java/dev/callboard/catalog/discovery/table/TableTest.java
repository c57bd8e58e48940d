package dev.callboard.catalog.discovery.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void csvIsReadAsRfc4180Says() {
    assertEquals(
        List.of(Map.of("id", "1", "name", "a, \"b\"\nc"), Map.of("id", "2", "name", "")),
        CsvRows.read("\uFEFFid,name\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,\r\n", ','));
    assertEquals(List.of(Map.of("a", "1", "b", "2")), CsvRows.read("a;b\n1;2", ';'));
    assertEquals(List.of(), CsvRows.read("", ','));
    assertEquals(List.of(), CsvRows.read("a,b\n", ','));
    for (String bad : List.of("a,b\n1", "a,b\n1,2,3", "a\n\"open")) {
      assertThrows(PortalException.class, () -> CsvRows.read(bad, ','), bad);
    }
  }

  @Test
  void aTemplateTakesValuesWithTheirTypes() {
    RowTemplate template =
        new RowTemplate(
            "x",
            Map.of(
                "name", "{{ Display Name | slug }}",
                "port", "{{ net.port }}",
                "tags", "{{ tags | list }}",
                "gone", "{{ nothing }}",
                "text", "{{ a }}-{{ nothing }}-{{ a | lower }}",
                "list", List.of("{{ a }}", "{{ nothing }}")));
    assertEquals(
        Map.of(
            "name",
            "pay-roll-2",
            "port",
            8080,
            "tags",
            List.of("x", "y"),
            "text",
            "A--a",
            "list",
            List.of("A")),
        template.object(
            Map.of(
                "Display Name", " Pay & Roll (2) ",
                "net", Map.of("port", 8080),
                "tags", "x; y",
                "a", "A")));
    PortalException e =
        assertThrows(
            PortalException.class,
            () -> new RowTemplate("at", Map.of("b", List.of("{{ a | upper }}"))));
    assertTrue(e.getMessage().startsWith("at.b[] names the filter 'upper'"), e.getMessage());
  }

  @Test
  void slugsAreNames() {
    RowTemplate template = new RowTemplate("x", Map.of("n", "{{ n | slug }}"));
    String longest = "a".repeat(62) + " b";
    assertEquals(Map.of("n", "a".repeat(62)), template.object(Map.of("n", longest)));
    assertEquals(Map.of("n", "a".repeat(63)), template.object(Map.of("n", "a".repeat(64))));
  }

  @Test
  void whatIsWrongWithAnEntryIsToldByItsKey() {
    MapConfig good =
        MapConfig.of("url", "https://x.test/a.csv", "entity", Map.of("kind", "Component"));
    assertEquals("csv", TableSettings.of("a", "k", good).format());
    for (MapConfig bad :
        List.of(
            good.with("url", "file:///etc/passwd"),
            good.with("url", "https://user:secret@x.test/"),
            good.with("format", "xml"),
            good.with("separator", ""),
            MapConfig.of("url", "https://x.test/a.csv"))) {
      PortalException e =
          assertThrows(PortalException.class, () -> TableSettings.of("a", "k", bad));
      assertTrue(e.getMessage().startsWith("k."), e.getMessage());
    }
  }
}
