package dev.callboard.scaffolder.action;

import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.json.JsonText;
import java.util.List;
import java.util.Map;

/** An action of the server's own, whose description and schemas are in {@code actions.json}. */
abstract class DescribedAction implements TemplateAction {
  private final String id;
  private final Map<?, ?> described;

  DescribedAction(String id) {
    this.id = id;
    this.described = (Map<?, ?>) JsonText.resource(DescribedAction.class, "actions.json").get(id);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String description() {
    return (String) described.get("description");
  }

  @Override
  public final List<Example> examples() {
    return ((List<?>) described.get("examples"))
        .stream()
            .map(item -> (Map<?, ?>) item)
            .map(e -> Example.of((String) e.get("description"), (String) e.get("example")))
            .toList();
  }

  @Override
  public final Map<String, Object> inputSchema() {
    return schema("input");
  }

  @Override
  public final Map<String, Object> outputSchema() {
    return schema("output");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> schema(String name) {
    Object schema = ((Map<?, ?>) described.get("schema")).get(name);
    return schema == null ? Map.of() : (Map<String, Object>) schema;
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  /** The actions of the server's own change the workspace, or do what twice does no harm. */
  @Override
  public boolean isRepeatable() {
    return true;
  }

  static String text(Map<String, Object> input, String name, String otherwise) {
    return input.get(name) instanceof String text ? text : otherwise;
  }

  static boolean isTrue(Map<String, Object> input, String name) {
    return Boolean.TRUE.equals(input.get(name));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Map<String, Object> input, String name) {
    return input.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
