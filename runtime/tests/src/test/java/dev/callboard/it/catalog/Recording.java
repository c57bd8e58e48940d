package dev.callboard.it.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that a real Backstage was sent, and its answer.
 *
 * @param number of the recording
 * @param name what it shows
 * @param method the method
 * @param path the path with its query
 * @param caller {@code static}, {@code guest} or {@code nobody}
 * @param body of the request, null or missing for none
 * @param status of the answer
 * @param link header of the answer, or null
 * @param answer its body, a text when it is not JSON
 */
record Recording(
    String number,
    String name,
    String method,
    String path,
    String caller,
    JsonNode body,
    int status,
    String link,
    JsonNode answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the recordings of the catalog, in the order they were made in. */
  static List<Recording> all(Path root) throws IOException {
    Path tests = root.resolve("bundles/catalog/src/test/resources");
    List<Recording> all = new ArrayList<>();
    for (Path folder :
        List.of(
            tests.resolve("fixtures"),
            tests.resolve("location-fixtures"),
            root.resolve("runtime/tests/src/test/resources/recordings/catalog"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          all.add(read(file));
        }
      }
    }
    all.sort(Comparator.comparing(Recording::number));
    return all;
  }

  private static Recording read(Path file) throws IOException {
    JsonNode json = JSON.readTree(Files.readAllBytes(file));
    String name = file.getFileName().toString();
    // Those without a caller are of the static token, but for one.
    String caller = json.at("/request/caller").asText(name.startsWith("030") ? "guest" : "static");
    return new Recording(
        name.substring(0, 3),
        name.substring(4).replace(".json", ""),
        json.at("/request/method").asText(),
        json.at("/request/path").asText(),
        caller,
        json.at("/request/body"),
        json.at("/response/status").asInt(),
        json.at("/response/link").isTextual() ? json.at("/response/link").asText() : null,
        json.at("/response/body"));
  }

  /** Returns whether the order of what is listed is fixed; that of uids is not. */
  boolean ordered() {
    // Equal values are in the order of uids.
    return (path.contains("order") && !path.contains("spec.lifecycle"))
        || body.has("orderBy")
        || !(path.contains("/entities") || path.endsWith("/locations/by-query"))
        || path.contains("/by-refs")
        || path.contains("/ancestry")
        || path.matches(".*/entities\\?.*(limit|offset|after)=.*");
  }

  /** Returns whether only a part of what there is can be listed. */
  boolean paged() {
    return path.matches(".*[?&](limit|offset|cursor|after)=.*")
        || body.has("limit")
        || body.has("cursor");
  }
}
