package dev.callboard.cli.template;

import dev.callboard.catalog.yaml.YamlDocument;
import dev.callboard.catalog.yaml.YamlException;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML document whose places can be told. */
final class TestDocument {
  private final Path shown;
  private final YamlDocument document;

  private TestDocument(Path shown, YamlDocument document) {
    this.shown = shown;
    this.document = document;
  }

  /**
   * Reads all documents of a file that hold something.
   *
   * @param file where it is
   * @param shown how it is called in messages
   * @throws TestProblem that tells where it is no YAML
   */
  static List<TestDocument> read(Path file, Path shown) throws IOException {
    List<TestDocument> documents = new ArrayList<>();
    try {
      for (YamlDocument document : new YamlReader(YamlLimits.DEFAULT).read(bytes(file, shown))) {
        if (document.error().isPresent()) {
          throw document.error().get();
        }
        if (!document.isEmpty()) {
          documents.add(new TestDocument(shown, document));
        }
      }
    } catch (YamlException e) {
      throw new TestProblem(shown + ":" + e.line() + ":" + e.column(), e.getMessage());
    }
    return documents;
  }

  private static byte[] bytes(Path file, Path shown) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new TestProblem(shown.toString(), "there is no such file");
    }
    return Files.readAllBytes(file);
  }

  /** Returns the value; an empty map when it is no object. */
  Map<String, Object> value() {
    return object(document.value());
  }

  /** Returns file, line and column of what lies at a path of keys and positions. */
  String place(List<?> path) {
    StringBuilder pointer = new StringBuilder();
    for (Object step : path) {
      pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }
    YamlDocument.Position at = document.locate(pointer.toString());
    return shown + ":" + at.line() + ":" + at.column();
  }

  /** Returns an object, or an empty map for anything else. */
  static Map<String, Object> object(Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> object.put(String.valueOf(key), child));
    }
    return object;
  }

  /** Returns the texts of a list; a single value counts as a list of one, none as an empty list. */
  static List<String> texts(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }
}
