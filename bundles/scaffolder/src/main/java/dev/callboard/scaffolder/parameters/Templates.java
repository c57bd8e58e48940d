package dev.callboard.scaffolder.parameters;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import dev.callboard.scaffolder.permission.TagRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads templates from the catalog with the rights of the caller. */
@Component(service = Templates.class)
public final class Templates {
  private static final String API_VERSION = "scaffolder.backstage.io/v1beta3";

  private final CatalogService catalog;
  private final PermissionService permissions;

  /** Called by the framework. */
  @Activate
  public Templates(@Reference CatalogService catalog, @Reference PermissionService permissions) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.permissions = requireNonNull(permissions, "permissions is null");
  }

  /**
   * Returns a template without the pages and steps that the caller may not see.
   *
   * @throws PortalException with code {@code INPUT} for another kind or version, {@code NOT_FOUND}
   *     for one that the caller does not see
   */
  public Template load(EntityRef ref, PortalPrincipal caller) {
    if (!ref.kind().equalsIgnoreCase("template")) {
      throw PortalException.input("Invalid kind, only 'Template' kind is supported");
    }
    Entity entity =
        catalog
            .byRef(ref, caller)
            .orElseThrow(() -> PortalException.notFound("Template " + ref + " not found"));
    return of(entity, caller);
  }

  /** Returns a template that is not in the catalog, as {@link #load}. */
  public Template of(Entity entity, PortalPrincipal caller) {
    if (!entity.apiVersion().equals(API_VERSION)) {
      throw PortalException.input(
          "Unsupported apiVersion field in schema entity, " + entity.apiVersion());
    }
    return new Template(
        entity,
        visible(pages(entity), ScaffolderPermissions.PARAMETER_READ, caller),
        visible(list(entity.spec().get("steps")), ScaffolderPermissions.STEP_READ, caller));
  }

  /** Returns who calls, as templates see it. */
  public Optional<Entity> user(PortalPrincipal caller) {
    if (!caller.getName().startsWith("user:")) {
      return Optional.empty();
    }
    return catalog.byRef(EntityRef.parse(caller.getName()), caller);
  }

  private List<Map<String, Object>> visible(
      List<Map<String, Object>> items, Permission permission, PortalPrincipal caller) {
    Decision decision =
        permissions.authorize(caller, new PermissionRequest(permission, Optional.empty()));
    return items.stream().filter(item -> TagRules.visible(decision, item)).toList();
  }

  private static List<Map<String, Object>> pages(Entity entity) {
    Object parameters = entity.spec().get("parameters");
    return parameters == null
        ? List.of()
        : parameters instanceof List<?> ? list(parameters) : list(List.of(parameters));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object value) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          objects.add((Map<String, Object>) map);
        }
      }
    }
    return objects;
  }
}
