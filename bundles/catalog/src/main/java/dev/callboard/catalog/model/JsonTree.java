package dev.callboard.catalog.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Makes the tree that the validator reads of JSON values. Thread-safe. */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonMapper mapper;

  JsonTree(JsonMapper mapper) {
    this.mapper = mapper;
  }

  JsonNode of(Object value) {
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, member) -> object.set(key.toString(), of(member)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode(list.size());
      list.forEach(item -> array.add(of(item)));
      return array;
    }
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    return value instanceof Integer number
        ? NODES.numberNode(number.intValue())
        : mapper.valueToTree(value);
  }
}
