package dev.callboard.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML or JSON text into a tree that knows the line of every key. It works on the token
 * stream, because Jackson's tree reader turns aliases into texts and takes duplicate keys. Used by
 * one thread, for one text.
 */
final class TreeReader {
  static final int MAX_DEPTH = 64;
  static final int MAX_NODES = 100_000;

  private static final JsonFactory YAML = new AnchorYamlFactory();
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final JsonParser parser;
  private final String source;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private int nodes;

  private TreeReader(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  /**
   * Reads a text.
   *
   * @param source the name of the file; JSON when it ends in {@code .json}
   * @param text the content
   * @return the tree; an empty object when there is nothing in it
   * @throws ConfigException names the line and column of what is wrong
   */
  static Node read(String source, String text) {
    JsonFactory factory = source.endsWith(".json") ? JSON : YAML;
    try (JsonParser parser = factory.createParser(text)) {
      return new TreeReader(parser, source).document();
    } catch (JsonProcessingException e) {
      throw ConfigException.at(origin(source, e.getLocation()), "syntax error: " + reason(e));
    } catch (IOException e) {
      throw ConfigException.at(
          Origin.of(source), "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private Node document() throws IOException {
    if (parser.nextToken() == null) {
      return MapNode.empty(new Origin(source, 1, 1));
    }
    Node root = value(here(), 0);
    if (parser.nextToken() != null) {
      throw ConfigException.at(here(), "a second document starts here; only one is allowed");
    }
    return root;
  }

  private Node value(Origin origin, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw ConfigException.at(here(), "nested deeper than " + MAX_DEPTH + " levels");
    }
    count(1);
    if (isAlias()) {
      return alias(parser.getText());
    }
    String anchor = parser instanceof AnchorYamlFactory.Parser yaml ? yaml.anchor() : null;
    int before = nodes;
    Node node = content(origin, depth);
    if (anchor != null) {
      anchors.put(anchor, node);
      sizes.put(anchor, nodes - before + 1);
    }
    return node;
  }

  private Node content(Origin origin, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(origin, depth);
      case START_ARRAY -> list(origin, depth);
      case VALUE_STRING -> Scalar.text(parser.getText(), origin);
      case VALUE_NULL -> new Scalar(null, "", false, origin);
      case VALUE_TRUE -> new Scalar(true, "true", false, origin);
      case VALUE_FALSE -> new Scalar(false, "false", false, origin);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Scalar(CoreSchema.number(parser.getText()), parser.getText(), false, origin);
      default -> throw ConfigException.at(here(), "a value of this kind is not supported");
    };
  }

  private Node object(Origin origin, int depth) throws IOException {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Origin at = here();
      String key = parser.currentName();
      Node earlier = entries.get(key);
      if (earlier != null) {
        throw ConfigException.at(
            at, "the key '" + key + "' is already there, in line " + earlier.origin().line());
      }
      parser.nextToken();
      entries.put(key, value(at, depth + 1));
    }
    return new MapNode(entries, origin);
  }

  private Node list(Origin origin, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(here(), depth + 1));
    }
    return new ListNode(items, origin);
  }

  private boolean isAlias() {
    return parser instanceof AnchorYamlFactory.Parser yaml && yaml.alias();
  }

  private Node alias(String name) {
    Node node = anchors.get(name);
    if (node == null) {
      throw ConfigException.at(here(), "the alias '*" + name + "' has no anchor before it");
    }
    count(sizes.get(name));
    return node;
  }

  /** Aliases count with all that they stand for, so that a few lines cannot become gigabytes. */
  private void count(int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw ConfigException.at(here(), "more than " + MAX_NODES + " values");
    }
  }

  private Origin here() {
    return origin(source, parser.currentTokenLocation());
  }

  private static Origin origin(String source, JsonLocation location) {
    return location == null
        ? Origin.of(source)
        : new Origin(
            source, Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
  }

  /** What the parser says, without its quotation of the text, which could hold a secret. */
  private static String reason(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked && marked.getProblem() != null) {
        return marked.getProblem();
      }
    }
    return "not valid here";
  }
}
