package dev.callboard.cli.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One test, as it is written.
 *
 * @param document the file that it is in
 * @param folder what its paths are relative to
 * @param index its place in the file
 * @param value what it says; it fits the schema of tests
 */
record TestCase(TestDocument document, Path folder, int index, Map<String, Object> value) {
  String name() {
    return String.valueOf(value.get("name"));
  }

  Map<String, Object> object(String key) {
    return TestDocument.object(value.get(key));
  }

  Map<String, Object> expected() {
    return object("expect");
  }

  /** Returns texts by name. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(key).forEach((name, text) -> texts.put(name, String.valueOf(text)));
    return texts;
  }

  /** Returns something that is wrong, at a path within the test. */
  Finding finding(String message, Object... path) {
    List<Object> at = new ArrayList<>(List.of("tests", index));
    at.addAll(List.of(path));
    return new Finding(document.place(at), message);
  }
}
