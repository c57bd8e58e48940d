package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:group:ensureExists}: makes groups that are missing. */
@Component(service = TemplateAction.class)
public final class EnsureGroupAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public EnsureGroupAction(@Reference GitLabHosts hosts) {
    super(
        "gitlab:group:ensureExists",
        "Makes a group on GitLab, and those above it, where they are missing.",
        hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("path: [acme, shops]");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require(
            "path",
            Map.of(
                "type",
                "array",
                "minItems",
                1,
                "description",
                "The groups from the top: paths, or objects with name and slug",
                "items",
                Map.of("type", List.of("string", "object"))))
        .optional("description", text("What the last group is for"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object().optional("groupId", number("The id of the last group")).build();
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    if (context.isDryRun()) {
      context.output("groupId", 42);
      return;
    }
    List<Part> parts = parts(input);
    String path = "";
    long parent = -1;
    for (int i = 0; i < parts.size(); i++) {
      path = path.isEmpty() ? parts.get(i).slug() : path + "/" + parts.get(i).slug();
      boolean last = i == parts.size() - 1;
      parent =
          ensure(
              gitlab,
              path,
              parts.get(i),
              parent,
              last ? input.text("description") : Optional.empty());
    }
    context.output("groupId", parent);
  }

  /** A group that an interrupted attempt has made is found by the next one. */
  private static long ensure(
      GitLab gitlab, String path, Part part, long parent, Optional<String> description) {
    Optional<RestAnswer> there = gitlab.find("Looking for the group " + path, GitLab.group(path));
    if (there.isPresent()) {
      return Long.parseLong(there.get().requireText("id"));
    }
    gitlab.context().logger().info("Creating the group " + path);
    RestAnswer made =
        gitlab.call(
            "Creating the group " + path,
            "POST",
            "/groups",
            RestBody.of()
                .with("name", part.name())
                .with("path", part.slug())
                .with("parent_id", parent < 0 ? null : parent)
                .with("description", description)
                .build());
    return Long.parseLong(made.requireText("id"));
  }

  private record Part(String name, String slug) {}

  private static List<Part> parts(ActionInput input) {
    List<Part> parts = new ArrayList<>();
    for (Object item : input.list("path")) {
      if (item instanceof String path) {
        for (String part : path.split("/")) {
          parts.add(new Part(part, part));
        }
      } else if (item instanceof Map<?, ?> map
          && map.get("name") instanceof String name
          && map.get("slug") instanceof String slug) {
        parts.add(new Part(name, slug));
      } else {
        throw PortalException.input("Input 'path' must be a list of texts, or of name and slug");
      }
    }
    if (parts.isEmpty()) {
      throw PortalException.input("Input 'path' must name a group");
    }
    return parts;
  }
}
