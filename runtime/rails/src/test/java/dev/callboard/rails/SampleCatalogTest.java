package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The sample catalog shows every kind, and no entity of it refers into the void. */
class SampleCatalogTest {

  /** Reference field and the kind it means when none is written; empty where one must be. */
  private static final Map<String, String> REFERENCES =
      Map.ofEntries(
          Map.entry("owner", "group"),
          Map.entry("system", "system"),
          Map.entry("domain", "domain"),
          Map.entry("subdomainOf", "domain"),
          Map.entry("subcomponentOf", "component"),
          Map.entry("providesApis", "api"),
          Map.entry("consumesApis", "api"),
          Map.entry("dependsOn", ""),
          Map.entry("dependencyOf", ""),
          Map.entry("memberOf", "group"),
          Map.entry("parent", "group"),
          Map.entry("children", "group"),
          Map.entry("members", "user"));

  private record Source(Path file, Map<?, ?> entity) {}

  private final Map<String, Source> entities = new LinkedHashMap<>();

  SampleCatalogTest() {
    load(Repository.root().resolve("config/sample-catalog/all.yaml"));
  }

  @Test
  void every_built_in_kind_is_there() {
    Set<String> kinds = new TreeSet<>();
    entities.keySet().forEach(ref -> kinds.add(ref.substring(0, ref.indexOf(':'))));
    assertEquals(
        new TreeSet<>(
            List.of(
                "api",
                "component",
                "domain",
                "group",
                "location",
                "resource",
                "system",
                "template",
                "user")),
        kinds);
    assertTrue(entities.size() >= 40, "only " + entities.size() + " entities");
  }

  @Test
  void every_reference_names_an_entity_of_the_catalog() {
    Findings findings = new Findings();
    entities.forEach(
        (ref, source) -> {
          Map<?, ?> spec = (Map<?, ?>) source.entity.get("spec");
          REFERENCES.forEach(
              (field, kind) -> {
                for (String target : strings(spec.get(field))) {
                  findings.addIf(
                      !entities.containsKey(canonical(target, kind)),
                      ref + " " + field + ": " + target);
                }
              });
        });
    findings.assertNone("References lead to entities:");
  }

  @Test
  void every_definition_and_documentation_folder_exists() {
    Findings findings = new Findings();
    entities.forEach(
        (ref, source) -> {
          Map<?, ?> metadata = (Map<?, ?>) source.entity.get("metadata");
          Map<?, ?> spec = (Map<?, ?>) source.entity.get("spec");
          if (spec.get("definition") instanceof Map<?, ?> placeholder) {
            Path file = source.file.resolveSibling(placeholder.get("$text").toString());
            findings.addIf(!Files.isRegularFile(file), ref + ": " + file);
          }
          if (metadata.get("annotations") instanceof Map<?, ?> annotations
              && annotations.get("backstage.io/techdocs-ref") instanceof String docs) {
            Path folder = source.file.resolveSibling(docs.substring("dir:".length()));
            findings.addIf(!Files.exists(folder.resolve("mkdocs.yml")), ref + ": " + docs);
            findings.addIf(!Files.exists(folder.resolve("docs/index.md")), ref + ": " + docs);
          }
        });
    findings.assertNone("What an entity points to is next to it:");
  }

  private void load(Path file) {
    Load yaml = new Load(LoadSettings.builder().build());
    List<Source> found = new ArrayList<>();
    for (Object document : yaml.loadAllFromString(Repository.read(file))) {
      found.add(new Source(file, (Map<?, ?>) document));
    }
    for (Source source : found) {
      Map<?, ?> metadata = (Map<?, ?>) source.entity.get("metadata");
      String ref = canonical(metadata.get("name").toString(), source.entity.get("kind").toString());
      assertTrue(entities.put(ref, source) == null, ref + " is there twice");
      if (source.entity.get("kind").equals("Location")) {
        Map<?, ?> spec = (Map<?, ?>) source.entity.get("spec");
        strings(spec.get("targets")).forEach(t -> load(file.resolveSibling(t).normalize()));
      }
    }
  }

  private static List<String> strings(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  private static String canonical(String text, String defaultKind) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? defaultKind : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    String name = rest.contains("/") ? rest : "default/" + rest;
    return (kind + ":" + name).toLowerCase(Locale.ROOT);
  }
}
