package dev.callboard.permission.role;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML 1.2 into a tree that knows lines and columns. Not thread-safe; for one text. */
final class YamlTree {
  private static final int DEPTH = 32;
  private static final int NODES = 100_000;

  private final String file;
  private int nodes;

  private YamlTree(String file) {
    this.file = file;
  }

  /**
   * Reads a text.
   *
   * @param file what to call it in messages
   * @throws PortalException with code {@code INPUT} that names line and column
   */
  static Tree of(String text, String file) {
    YamlTree reader = new YamlTree(file);
    try {
      Optional<Node> node = new Compose(LoadSettings.builder().build()).composeString(text);
      return node.isEmpty() ? new Tree(null, file) : reader.tree(node.get(), 0, null);
    } catch (MarkedYamlEngineException e) {
      throw PortalException.input(reader.place(e.getProblemMark()) + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw PortalException.input(file + ": " + e.getMessage());
    } catch (StackOverflowError e) {
      throw PortalException.input(file + ": is nested too deeply");
    }
  }

  private Tree tree(Node node, int depth, String key) {
    String where = key == null ? place(node.getStartMark()) : key;
    // Aliases are the same node again, so that a short file can mean a long one, or an endless one.
    if (depth > DEPTH || ++nodes > NODES) {
      throw PortalException.input(
          where + ": more than " + DEPTH + " levels or " + NODES + " values");
    }
    if (node instanceof MappingNode mapping) {
      return new Tree(object(mapping, depth), where);
    }
    if (node instanceof SequenceNode sequence) {
      List<Tree> list = new ArrayList<>();
      sequence.getValue().forEach(each -> list.add(tree(each, depth + 1, null)));
      return new Tree(list, where);
    }
    return new Tree(scalar((ScalarNode) node), where);
  }

  private Map<String, Tree> object(MappingNode mapping, int depth) {
    Map<String, Tree> object = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String where = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw PortalException.input(where + ": a key must be a text");
      }
      if (object.put(key.getValue(), tree(tuple.getValueNode(), depth + 1, where)) != null) {
        throw PortalException.input(where + ": the key '" + key.getValue() + "' is there twice");
      }
    }
    return object;
  }

  private static Object scalar(ScalarNode node) {
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(node.getValue().toLowerCase(Locale.ROOT));
    }
    if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
      return node.getValue();
    }
    try {
      return tag.equals(Tag.INT)
          ? (Object) Long.valueOf(node.getValue())
          : (Object) Double.valueOf(node.getValue());
    } catch (NumberFormatException e) {
      return node.getValue();
    }
  }

  private String place(Optional<Mark> mark) {
    return mark.map(
            at -> file + ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
        .orElse(file);
  }
}
