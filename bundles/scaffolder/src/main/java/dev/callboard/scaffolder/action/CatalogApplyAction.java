package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityWriteOptions;
import dev.callboard.catalog.api.EntityWriteService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.TemplateInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code catalog:apply}. Entities name the task that has put them there, so that a later attempt of
 * the same task finds its own and nobody else's are overwritten by accident.
 */
@Component(service = TemplateAction.class)
public final class CatalogApplyAction extends DescribedAction {
  private static final String TASK = "callboard.dev/source-task";

  private final EntityWriteService catalog;

  /** Called by the framework. */
  @Activate
  public CatalogApplyAction(@Reference EntityWriteService catalog) {
    super("catalog:apply");
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    Optional<String> template = context.templateInfo().map(TemplateInfo::entityRef);
    List<Entity> entities =
        entities(context).stream().map(entity -> marked(entity, template, context)).toList();
    boolean replaces = isTrue(context.input(), "replace");
    Predicate<Entity> own =
        there -> there.annotation(TASK).filter(context.taskId()::equals).isPresent();
    EntityWriteOptions options =
        new EntityWriteOptions(
            context.principal(),
            Map.of("task", context.taskId(), "step", context.stepId()),
            context.isDryRun(),
            replaces ? there -> true : own);
    List<String> refs = put(entities, options).stream().map(EntityRef::toString).toList();
    String done = context.isDryRun() ? "Could be put into the catalog: " : "In the catalog: ";
    refs.forEach(ref -> context.logger().info(done + ref));
    context.output("entityRef", refs.get(0));
    context.output("entityRefs", refs);
  }

  private List<EntityRef> put(List<Entity> entities, EntityWriteOptions options) {
    try {
      return catalog.put(entities, options);
    } catch (PortalException e) {
      if (e.code() != ErrorCode.CONFLICT) {
        throw e;
      }
      throw PortalException.conflict(
          e.getMessage()
              + ". Take another name, or let the template replace what is there with the input"
              + " 'replace' if no file owns it");
    }
  }

  private static List<Entity> entities(ActionContext context) throws IOException {
    if (context.input().get("catalogInfoPath") instanceof String path) {
      return EntityDocuments.read(path, context.workspace().readText(path));
    }
    return List.of(Entity.of(object(context.input(), "entity")));
  }

  private static Entity marked(Entity entity, Optional<String> template, ActionContext context) {
    // what is wrong with annotations that are no object is for the catalog to say
    if (entity.metadata().getOrDefault("annotations", Map.of()) instanceof Map<?, ?>) {
      Entity named =
          template.map(ref -> entity.withAnnotation(CatalogWriteAction.SOURCE, ref)).orElse(entity);
      return named.withAnnotation(TASK, context.taskId());
    }
    return entity;
  }
}
