package dev.callboard.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An OpenAPI document, and whether answers are as it says. */
public final class OpenApiDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode root;
  private final List<Operation> operations = new ArrayList<>();

  /** Reads the operations of a document. */
  public OpenApiDocument(JsonNode root) {
    this.root = root;
    root.path("paths").properties().forEach(path -> add(path.getKey(), path.getValue()));
  }

  private void add(String template, JsonNode item) {
    boolean elsewhere = item.has("servers");
    String base = base(elsewhere ? item.path("servers") : root.path("servers"));
    String address = template.equals("/") ? base : base + template;
    item.properties().stream()
        .filter(entry -> METHODS.contains(entry.getKey()))
        .map(
            entry ->
                new Operation(
                    entry.getKey().toUpperCase(Locale.ROOT), address, elsewhere, entry.getValue()))
        .forEach(operations::add);
  }

  private static String base(JsonNode servers) {
    String url = servers.path(0).path("url").asText();
    for (var variable : servers.path(0).path("variables").properties()) {
      url =
          url.replace("{" + variable.getKey() + "}", variable.getValue().path("default").asText());
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * What one method of one path does.
   *
   * @param method in upper case
   * @param address the path from the root of the server, with its parameters in braces
   * @param elsewhere whether it lies outside of what the document is for, by servers of its own
   * @param node its description
   */
  public record Operation(String method, String address, boolean elsewhere, JsonNode node) {
    /** Returns method and address. */
    public String name() {
      return method + " " + address;
    }
  }

  /** Returns all operations. */
  public List<Operation> operations() {
    return operations;
  }

  /** Returns the operation with a name such as {@code GET /api/plugins/{id}}. */
  public Operation operation(String name) {
    return operations.stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the document has no " + name));
  }

  /** Returns the operation that a request is for; of several the one with the fewest parameters. */
  public Optional<Operation> operation(String method, String path) {
    String plain = path.replaceAll("\\?.*", "");
    return operations.stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> plain.matches(operation.address().replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparingInt(operation -> operation.address().split("\\{").length));
  }

  /** Returns the first media type that an operation takes, or empty when it takes no body. */
  public Optional<String> requestType(Operation operation) {
    return resolved(operation.node().path("requestBody")).path("content").properties().stream()
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns whether callers need credentials. */
  public boolean isSecured(Operation operation) {
    JsonNode own = operation.node().path("security");
    return !(own.isMissingNode() ? root.path("security") : own).isEmpty();
  }

  /**
   * Returns what is wrong with an answer: a status that is not named, a media type that is not, or
   * a JSON body that does not fit its schema. {@code default} stands for errors only.
   *
   * @param body the text when the answer is JSON, else anything
   */
  public List<String> problems(Operation operation, int status, String mediaType, String body)
      throws Exception {
    JsonNode responses = operation.node().path("responses");
    JsonNode response = responses.path(Integer.toString(status));
    if (response.isMissingNode() && status >= 400) {
      response = responses.path("default");
    }
    if (response.isMissingNode()) {
      return List.of(operation.name() + " answered " + status + ", which is not described");
    }
    JsonNode content = resolved(response).path("content");
    if (content.isMissingNode()) {
      return body.isEmpty() ? List.of() : List.of(operation.name() + " has a body: " + body);
    }
    JsonNode described = content.path(mediaType);
    if (described.isMissingNode()) {
      return List.of(operation.name() + " answered with the media type " + mediaType);
    }
    if (!mediaType.equals("application/json")) {
      return List.of();
    }
    return check(described.path("schema"), JSON.readTree(body)).stream()
        .map(problem -> operation.name() + " " + status + ": " + problem)
        .toList();
  }

  private List<String> check(JsonNode schema, JsonNode body) {
    ObjectNode whole = JSON.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", root.path("components"));
    return SCHEMAS.getSchema(whole).validate(body).stream().map(Object::toString).toList();
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : root.at(reference.substring(1));
  }
}
