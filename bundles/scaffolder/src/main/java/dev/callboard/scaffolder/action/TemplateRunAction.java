package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.schema.SchemaError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code template:run}. */
@Component(service = TemplateAction.class)
public final class TemplateRunAction extends DescribedAction {
  private static final long MAX_DEPTH = 5;

  private final Templates templates;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public TemplateRunAction(@Reference Templates templates, @Reference ConfigService config) {
    super("template:run");
    this.templates = requireNonNull(templates, "templates is null");
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  public void run(ActionContext context) throws Exception {
    if (!(context instanceof NestedSteps steps)) {
      throw new IllegalStateException("template:run needs the server's own context");
    }
    EntityRef ref = EntityRef.parse(text(context.input(), "templateRef", ""), "template", null);
    check(steps.templates(), ref.toString());
    Map<String, Object> values = object(context.input(), "values");
    Map<String, String> secrets = new LinkedHashMap<>();
    object(context.input(), "secrets").forEach((name, text) -> secrets.put(name, (String) text));
    // Kept, so that a run that goes on after a crash takes the steps that it began with.
    Map<String, Object> kept =
        context.checkpoint("template", () -> load(ref, values, secrets, context));
    Map<String, Object> spec = new LinkedHashMap<>(kept);
    spec.put("parameters", values);
    spec.put("user", context.user());
    context.logger().info("Running " + ref);
    steps
        .run(
            new NestedSteps.Nested(
                ref.toString(), spec, secrets, text(context.input(), "path", "")))
        .forEach(context::output);
  }

  private void check(List<String> leading, String ref) {
    if (leading.contains(ref)) {
      List<String> circle = new ArrayList<>(leading);
      circle.add(ref);
      throw PortalException.input("A template cannot run itself: " + String.join(" runs ", circle));
    }
    long most = config.current().number("scaffolder.nesting.maxDepth").orElse(MAX_DEPTH);
    if (leading.size() > most) {
      throw PortalException.input(
          "Templates run one another deeper than scaffolder.nesting.maxDepth allows: " + most);
    }
  }

  private Map<String, Object> load(
      EntityRef ref,
      Map<String, Object> values,
      Map<String, String> secrets,
      ActionContext context) {
    Template template = templates.load(ref, context.principal());
    List<SchemaError> errors = template.check(values);
    errors = errors.isEmpty() ? template.checkSecrets(secrets) : errors;
    if (!errors.isEmpty()) {
      throw PortalException.input(
          "Invalid values for "
              + ref
              + ", "
              + String.join(", ", errors.stream().map(SchemaError::stack).toList()));
    }
    Map<String, Object> spec = template.spec(Map.of(), null, Optional.empty());
    spec.remove("parameters");
    spec.remove("user");
    return spec;
  }
}
