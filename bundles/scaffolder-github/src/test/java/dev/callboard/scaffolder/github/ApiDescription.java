package dev.callboard.scaffolder.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.callboard.scaffolder.testing.StubApi.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * GitHub's own description of its API, as the npm package {@code @octokit/openapi} carries it. The
 * system property {@code callboard.github.description} names its file {@code ghec.deref.json};
 * without it nothing is compared. Last compared with version 23.0.2.
 */
final class ApiDescription {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, JsonNode> PATHS = new ConcurrentHashMap<>();
  private static final String FILE = file();

  private ApiDescription() {}

  private static String file() {
    String file = System.getProperty("callboard.github.description", "");
    if (file.isEmpty()) {
      System.out.println("skipped: requests are not compared with GitHub's API description");
    }
    return file;
  }

  /** Fails when the description has no such request, or one with another body. */
  static void check(Request request) {
    String path = request.path().replaceFirst("^/api/v3", "");
    if (FILE.isEmpty() || path.contains(".git/")) {
      return;
    }
    JsonNode operation = operation(request.method().toLowerCase(java.util.Locale.ROOT), path);
    if (operation == null) {
      throw new AssertionError("the description has no " + request);
    }
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    if (schema.isMissingNode() || request.body() == null) {
      if (request.body() != null && !schema.isMissingNode()
          || operation.at("/requestBody/required").asBoolean()) {
        throw new AssertionError(request + " has another body: " + request.body());
      }
      return;
    }
    try {
      Schema compiled = SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(schema);
      List<Error> errors =
          compiled.validate(JSON.writeValueAsString(request.body()), InputFormat.JSON);
      if (!errors.isEmpty()) {
        throw new AssertionError(request + " " + request.body() + ": " + errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode operation(String method, String path) {
    load();
    JsonNode found = null;
    int fewest = Integer.MAX_VALUE;
    for (Map.Entry<String, JsonNode> entry : PATHS.entrySet()) {
      String template = entry.getKey();
      String pattern =
          template.replaceAll("\\{(ref|path)\\}", ".+").replaceAll("\\{[^}]+\\}", "[^/]+");
      int variables = template.split("\\{", -1).length;
      if (variables < fewest && Pattern.matches(pattern, path) && entry.getValue().has(method)) {
        found = entry.getValue().get(method);
        fewest = variables;
      }
    }
    return found;
  }

  /** The file is large, and only the requests of its operations are kept. */
  private static synchronized void load() {
    if (!PATHS.isEmpty()) {
      return;
    }
    try (JsonParser parser = new JsonFactory().createParser(Files.newInputStream(Path.of(FILE)))) {
      parser.setCodec(JSON);
      while (parser.nextToken() != null) {
        boolean paths =
            parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals("paths");
        if (paths && parser.getParsingContext().getParent().inRoot()) {
          readPaths(parser);
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readPaths(JsonParser parser) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = parser.currentName();
      parser.nextToken();
      JsonNode item = JSON.readTree(parser);
      item.forEach(
          operation -> {
            if (operation instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
              object.retain("requestBody");
            }
          });
      PATHS.put(path, item);
    }
  }
}
