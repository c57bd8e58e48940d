package dev.callboard.ui.contributions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of {@code ui.json}: the one that editors of plugin authors use, too. */
final class ManifestSchema {
  private static final String FILE = "ui.schema.json";

  private final Schema schema;

  ManifestSchema() {
    try {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new ObjectMapper().readTree(bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the schema as JSON. */
  static byte[] bytes() {
    try (InputStream in = ManifestSchema.class.getResourceAsStream(FILE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what is wrong, by the list and the item it is in; the first of each item counts. */
  Map<String, String> check(JsonNode document) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (Error error : schema.validate(document)) {
      List<String> path = new ArrayList<>();
      for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
        path.add(String.valueOf(error.getInstanceLocation().getElement(i)));
      }
      String field = String.join("/", path);
      String item = String.join("/", path.subList(0, Math.min(2, path.size())));
      problems.putIfAbsent(item, (field.isEmpty() ? "" : field + ": ") + error.getMessage());
    }
    return problems;
  }
}
