package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.list;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:group:access}: adds users and groups to a group, or removes them. */
@Component(service = TemplateAction.class)
public final class GroupAccessAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public GroupAccessAction(@Reference GitLabHosts hosts) {
    super(
        "gitlab:group:access",
        "Adds users and groups to a group on GitLab, or removes them.",
        hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("path: acme/shops", "userIds: [7]", "accessLevel: developer");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("path", InputSchema.id("The id or path of the group"))
        .optional("userIds", list("The ids of users", Map.of("type", "number")))
        .optional("groupIds", list("The ids of groups", Map.of("type", "number")))
        .optional("action", preset(oneOf("What is done", "add", "remove"), "add"))
        .optional("accessLevel", preset(InputSchema.id("Which access, by name or number"), 30));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .optional("userIds", list("The ids of users", Map.of("type", "number")))
        .optional("groupIds", list("The ids of groups", Map.of("type", "number")))
        .optional("path", InputSchema.id("The id or path of the group"))
        .optional("accessLevel", number("Which access"))
        .build();
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    List<?> users = input.list("userIds");
    List<?> groups = input.list("groupIds");
    if (users.isEmpty() && groups.isEmpty()) {
      throw PortalException.input(
          "At least one of userIds or groupIds must be provided and non-empty");
    }
    String group = input.requireId("path");
    boolean add = input.text("action").orElse("add").equals("add");
    int level = level(input.id("accessLevel").orElse("30"));
    if (!context.isDryRun()) {
      GroupMembers members = new GroupMembers(gitlab, group);
      for (Object user : users) {
        members.user(String.valueOf(user), add, level);
      }
      for (Object other : groups) {
        members.group(String.valueOf(other), add, level);
      }
    }
    context.output("path", input.value("path").orElseThrow());
    if (!users.isEmpty()) {
      context.output("userIds", users);
    }
    if (!groups.isEmpty()) {
      context.output("groupIds", groups);
    }
    if (add) {
      context.output("accessLevel", level);
    }
  }

  private static int level(String text) {
    Integer named = LEVELS.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    if (text.matches("\\d{1,3}")) {
      return Integer.parseInt(text);
    }
    throw PortalException.input(
        "Input 'accessLevel' must be a number or one of " + new TreeSet<>(LEVELS.keySet()));
  }

  /** As GitLab's documentation of members has them. */
  private static final Map<String, Integer> LEVELS =
      Map.of(
          "no_access", 0,
          "minimal_access", 5,
          "guest", 10,
          "planner", 15,
          "reporter", 20,
          "developer", 30,
          "maintainer", 40,
          "owner", 50);
}
