package dev.callboard.scorecards.define;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML with the places of all values. Anchors are refused by a limit of aliases. */
final class YamlNodes {
  private static final int DEPTH = 50;

  private final String file;

  private YamlNodes(String file) {
    this.file = file;
  }

  /**
   * Reads a document.
   *
   * @return empty for an empty file
   * @throws DefinitionException with the place of what is no YAML
   */
  static Optional<Node> read(String file, byte[] bytes) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setUseMarks(true)
            .build();
    try {
      return new Compose(settings)
          .composeInputStream(new ByteArrayInputStream(bytes))
          .map(root -> new YamlNodes(file).node(root, 0));
    } catch (MarkedYamlEngineException e) {
      String why = e.getProblem() == null ? "this is no YAML" : e.getProblem();
      throw new DefinitionException(
          e.getProblemMark()
              .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
              .orElse(new Place(file, 1, 1)),
          why);
    } catch (YamlEngineException e) {
      throw new DefinitionException(new Place(file, 1, 1), "this is no YAML: " + e.getMessage());
    }
  }

  private Place place(org.snakeyaml.engine.v2.nodes.Node node) {
    Optional<Mark> mark = node.getStartMark();
    return mark.map(each -> new Place(file, each.getLine() + 1, each.getColumn() + 1))
        .orElse(new Place(file, 0, 0));
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
    Place place = place(node);
    if (depth > DEPTH) {
      throw new DefinitionException(place, "this is nested deeper than " + DEPTH + " levels");
    }
    if (node instanceof MappingNode map) {
      Map<String, Node> values = new LinkedHashMap<>();
      for (NodeTuple tuple : map.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw new DefinitionException(place(tuple.getKeyNode()), "a key must be a text");
        }
        if (values.put(key.getValue(), keyed(key, tuple, depth)) != null) {
          throw new DefinitionException(
              place(key), "the key '" + key.getValue() + "' is there twice");
        }
      }
      return new Node(place, values);
    }
    if (node instanceof SequenceNode list) {
      List<Node> values = new ArrayList<>();
      list.getValue().forEach(each -> values.add(node(each, depth + 1)));
      return new Node(place, values);
    }
    return new Node(place, scalar((ScalarNode) node));
  }

  /** A mistake in a value on its own line is looked for at its key. */
  private Node keyed(ScalarNode key, NodeTuple tuple, int depth) {
    Node value = node(tuple.getValueNode(), depth + 1);
    return new Node(place(key), value.value());
  }

  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getTag().equals(Tag.NULL)) {
      return null;
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (node.getTag().equals(Tag.INT) && text.matches("[-+]?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    if (node.getTag().equals(Tag.FLOAT) && text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
      return Double.valueOf(text);
    }
    return text;
  }
}
