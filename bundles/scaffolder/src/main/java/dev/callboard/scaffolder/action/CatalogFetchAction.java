package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code catalog:fetch}. */
@Component(service = TemplateAction.class)
public final class CatalogFetchAction extends DescribedAction {
  private final CatalogService catalog;

  /** Called by the framework. */
  @Activate
  public CatalogFetchAction(@Reference CatalogService catalog) {
    super("catalog:fetch");
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  @Override
  public void run(ActionContext context) {
    Map<String, Object> input = context.input();
    Object one = input.get("entityRef");
    Object several = input.get("entityRefs");
    if (one == null && several == null) {
      if (isTrue(input, "optional")) {
        return;
      }
      throw PortalException.input("Missing entity reference or references");
    }
    if (one != null) {
      context.output("entity", find(context, (String) one).orElse(null));
    }
    if (several instanceof List<?> refs) {
      List<Object> entities = new ArrayList<>();
      refs.forEach(ref -> entities.add(find(context, String.valueOf(ref)).orElse(null)));
      context.output("entities", entities);
    }
  }

  private Optional<Map<String, Object>> find(ActionContext context, String text) {
    Map<String, Object> input = context.input();
    EntityRef ref =
        EntityRef.parse(
            text, text(input, "defaultKind", null), text(input, "defaultNamespace", null));
    Optional<Entity> found = catalog.byRef(ref, context.principal());
    if (found.isEmpty() && !isTrue(input, "optional")) {
      throw PortalException.notFound("Entity " + text + " not found");
    }
    return found.map(Entity::json);
  }
}
