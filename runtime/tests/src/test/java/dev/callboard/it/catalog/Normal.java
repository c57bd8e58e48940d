package dev.callboard.it.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Makes answers of two servers comparable: what differs from run to run is blotted out. */
final class Normal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ETAG = Pattern.compile("\"etag\":\"[0-9a-f]{40}\"");
  private static final Pattern GENERATED = Pattern.compile("generated-[0-9a-f]{40}");

  private Normal() {}

  /**
   * Returns a text for comparison.
   *
   * @param ordered whether the order of entities counts; that of uids does not
   * @param paged whether only some of the entities are there, so that it is by chance which
   */
  static String text(JsonNode answer, boolean ordered, boolean paged) throws Exception {
    JsonNode copy = JSON.readTree(blotted(answer.toString()));
    JsonNode items = copy.isArray() ? copy : copy.path("items");
    if (copy.path("pageInfo").isObject()) {
      ObjectNode info = (ObjectNode) copy.get("pageInfo");
      List<String> names = new ArrayList<>();
      info.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> info.put(name, "#cursor"));
    }
    if (items.isArray() && paged && !ordered) {
      return items.size() + " of " + copy.path("totalItems") + copy.path("pageInfo");
    }
    if (items.isArray() && !ordered) {
      sort((ArrayNode) items);
    }
    return copy.toString();
  }

  /** Blots out what differs from run to run. */
  static String blotted(String text) {
    String plain = UUID.matcher(text).replaceAll("#uuid");
    plain = ETAG.matcher(plain).replaceAll("\"etag\":\"#\"");
    return GENERATED.matcher(plain).replaceAll("generated-#");
  }

  private static void sort(ArrayNode items) {
    List<JsonNode> sorted = new ArrayList<>();
    items.forEach(sorted::add);
    sorted.sort(Comparator.comparing(JsonNode::toString));
    items.removeAll();
    items.addAll(sorted);
  }
}
