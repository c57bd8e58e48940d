package dev.callboard.notifications.rest;

import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The step {@code notification:send} of templates, as in Backstage. */
@Component(service = TemplateAction.class)
public final class SendAction implements TemplateAction {
  private static final String ORIGIN = "plugin:scaffolder";

  private final NotificationService service;

  /** Called by Declarative Services. */
  @Activate
  public SendAction(@Reference NotificationService service) {
    this.service = service;
  }

  @Override
  public String id() {
    return "notification:send";
  }

  @Override
  public String description() {
    return "Sends a notification to users, groups or everyone";
  }

  @Override
  public Map<String, Object> inputSchema() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("recipients", oneOf("Who gets it", List.of("broadcast", "entity")));
    fields.put(
        "entityRefs",
        Map.of(
            "type",
            "array",
            "items",
            Map.of("type", "string"),
            "description",
            "With entity: users, groups, or things whose owners get it"));
    fields.put("title", text("One line that says it all"));
    fields.put("info", text("A longer text"));
    fields.put("link", text("Where it leads: a path of the portal or an address"));
    fields.put(
        "severity", oneOf("How much it matters", List.of("low", "normal", "high", "critical")));
    fields.put("scope", text("One of the same scope replaces the one before"));
    fields.put("topic", text("What it is about"));
    fields.put(
        "optional",
        Map.of(
            "type", "boolean", "description", "Whether the task goes on when it cannot be sent"));
    return Map.of(
        "type", "object", "required", List.of("recipients", "title"), "properties", fields);
  }

  private static Map<String, Object> text(String description) {
    return Map.of("type", "string", "description", description);
  }

  private static Map<String, Object> oneOf(String description, List<String> values) {
    return Map.of("type", "string", "enum", values, "description", description);
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  public void run(ActionContext context) {
    Map<String, Object> input = context.input();
    NotificationRecipients recipients = recipients(input);
    NotificationPayload payload =
        NotificationPayload.titled(String.valueOf(input.get("title")))
            .description((String) input.get("info"))
            .link((String) input.get("link"))
            .severity(severity(input))
            .scope((String) input.get("scope"))
            .topic((String) input.get("topic"))
            .build();
    if (context.isDryRun()) {
      context.logger().info("Nothing is sent in a dry run");
      return;
    }
    try {
      int count = service.send(ORIGIN, recipients, payload).size();
      context.logger().info("Sent " + count + (count == 1 ? " notification" : " notifications"));
    } catch (PortalException e) {
      if (!Boolean.TRUE.equals(input.get("optional"))) {
        throw e;
      }
      context.logger().warn("The notification was not sent: " + e.getMessage());
    }
  }

  private static NotificationSeverity severity(Map<String, Object> input) {
    return input.get("severity") instanceof String text
        ? NotificationJson.severity(text)
        : NotificationSeverity.NORMAL;
  }

  private static NotificationRecipients recipients(Map<String, Object> input) {
    if ("broadcast".equals(input.get("recipients"))) {
      return NotificationRecipients.broadcast();
    }
    Set<String> refs = new LinkedHashSet<>();
    if (input.get("entityRefs") instanceof List<?> list) {
      list.forEach(ref -> refs.add(String.valueOf(ref)));
    }
    if (refs.isEmpty()) {
      throw PortalException.input("entityRefs must name somebody when recipients is entity");
    }
    return NotificationRecipients.entities(refs);
  }
}
