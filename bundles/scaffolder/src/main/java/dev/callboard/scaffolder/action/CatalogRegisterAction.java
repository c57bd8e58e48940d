package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.LocationService;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.provenance.Registrations;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code catalog:register}. What is registered already is fine: that is what a resume finds. */
@Component(service = TemplateAction.class)
public final class CatalogRegisterAction extends DescribedAction {
  private final LocationService locations;
  private final UrlReader reader;
  private final Registrations registrations;

  /** Called by the framework. */
  @Activate
  public CatalogRegisterAction(
      @Reference LocationService locations,
      @Reference UrlReader reader,
      @Reference Registrations registrations) {
    super("catalog:register");
    this.locations = requireNonNull(locations, "locations is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.registrations = requireNonNull(registrations, "registrations is null");
  }

  @Override
  public boolean supportsDryRun() {
    return false;
  }

  @Override
  public void run(ActionContext context) {
    String url = url(context.input());
    context.logger().info("Registering " + url + " in the catalog");
    try {
      if (!locations.register(url, context.principal())) {
        context.logger().info("It is registered already");
      }
      List<Entity> entities = locations.entities(url, context.principal());
      entities.stream()
          .min(Comparator.comparingInt(CatalogRegisterAction::rank))
          .ifPresent(entity -> context.output("entityRef", entity.ref().toString()));
      registrations.registered(
          context,
          entities.stream()
              .filter(CatalogRegisterAction::isNamed)
              .map(entity -> entity.ref().toString())
              .toList(),
          root(context));
    } catch (PortalException e) {
      if (!isTrue(context.input(), "optional")) {
        throw e;
      }
      context.logger().warn("Not registered: " + e.getMessage());
    }
    context.output("catalogInfoUrl", url);
  }

  /** A Component that somebody named is what people mean, then anything that somebody named. */
  private static int rank(Entity entity) {
    return isNamed(entity) ? entity.kind().equals("Component") ? 0 : 1 : 2;
  }

  private static boolean isNamed(Entity entity) {
    return !entity.ref().name().startsWith("generated-");
  }

  /** Where the files are; for a single file, what is beside it. */
  private String root(ActionContext context) {
    String given = text(context.input(), "repoContentsUrl", "");
    return given.isEmpty() ? reader.resolve("./", url(context.input())) : given;
  }

  private String url(Map<String, Object> input) {
    if (input.get("catalogInfoUrl") instanceof String url) {
      return url;
    }
    String root = text(input, "repoContentsUrl", "");
    if (!reader.isSourceHost(root)) {
      throw PortalException.input("No integration found for host " + root);
    }
    return reader.resolve(text(input, "catalogInfoPath", "/catalog-info.yaml"), root);
  }
}
