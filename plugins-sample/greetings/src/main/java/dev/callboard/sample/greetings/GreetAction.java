package dev.callboard.sample.greetings;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The action {@code greetings:write}: writes a file with a greeting. */
@Component(service = TemplateAction.class)
public final class GreetAction implements TemplateAction {
  private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1);

  @Override
  public String id() {
    return "greetings:write";
  }

  @Override
  public String description() {
    return "Writes a file with a greeting.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            "Greet somebody",
            """
            steps:
              - id: greet
                action: greetings:write
                input: {name: "${{ parameters.name }}", path: GREETING.md}
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return Map.of(
        "type",
        "object",
        "required",
        List.of("name"),
        "additionalProperties",
        false,
        "properties",
        Map.of("name", TEXT, "path", TEXT));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return Map.of("type", "object", "properties", Map.of("path", TEXT));
  }

  /** It touches nothing but the workspace. */
  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void run(ActionContext context) throws IOException {
    String path = (String) context.input().getOrDefault("path", "GREETING.md");
    context.workspace().writeText(path, "Hello " + context.input().get("name") + "\n");
    context.logger().info("Greeted " + context.input().get("name"));
    context.output("path", path);
  }
}
