package dev.callboard.scaffolder.action;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** {@code catalog:write}. */
@Component(service = TemplateAction.class)
public final class CatalogWriteAction extends DescribedAction {
  static final String SOURCE = "backstage.io/source-template";

  /** Called by the framework. */
  public CatalogWriteAction() {
    super("catalog:write");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    String path = text(context.input(), "filePath", "catalog-info.yaml");
    Map<String, Object> entity = new LinkedHashMap<>(object(context.input(), "entity"));
    context
        .templateInfo()
        .ifPresent(
            info -> {
              Map<String, Object> metadata = new LinkedHashMap<>(object(entity, "metadata"));
              Map<String, Object> annotations =
                  new LinkedHashMap<>(object(metadata, "annotations"));
              annotations.put(SOURCE, info.entityRef());
              metadata.put("annotations", annotations);
              entity.put("metadata", metadata);
            });
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(10_000).build();
    context.logger().info("Writing " + path);
    context.workspace().writeText(path, new Dump(settings).dumpToString(entity));
  }
}
