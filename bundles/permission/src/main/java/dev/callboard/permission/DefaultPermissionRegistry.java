package dev.callboard.permission;

import dev.callboard.permission.role.ConditionReader;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of permissions and rules, and holds resources against conditions. */
@Component(service = PermissionRegistry.class)
public final class DefaultPermissionRegistry implements PermissionRegistry {
  private final PermissionCatalog permissions;
  private final ResourceTypes types;

  /** Takes what plugins tell. */
  @Activate
  public DefaultPermissionRegistry(
      @Reference PermissionCatalog permissions, @Reference ResourceTypes types) {
    this.permissions = permissions;
    this.types = types;
  }

  @Override
  public List<Permission> permissions(String pluginId) {
    return permissions.of(pluginId);
  }

  @Override
  public List<PermissionRule> rules(String pluginId) {
    return types.all().stream()
        .filter(type -> type.pluginId().equals(pluginId))
        .flatMap(type -> type.rules().values().stream())
        .map(ResourceTypes.CheckedRule::rule)
        .toList();
  }

  @Override
  public boolean meets(String pluginId, String resourceType, String resourceRef, Object condition) {
    ResourceTypes.Type type =
        types
            .find(resourceType)
            .filter(found -> found.pluginId().equals(pluginId))
            .orElseThrow(
                () ->
                    PortalException.input(
                        "The plugin " + pluginId + " has no resources of type " + resourceType));
    Condition read = ConditionReader.read(condition, "conditions");
    Optional<String> problem =
        rules(read).flatMap(rule -> problem(type, rule).stream()).findFirst();
    if (problem.isPresent()) {
      throw PortalException.input("conditions: " + problem.get());
    }
    return type.judge().meets(resourceRef, read);
  }

  private Optional<String> problem(ResourceTypes.Type type, Condition.Rule rule) {
    return rule.resourceType().equals(type.name())
        ? types.problem(type, rule)
        : Optional.of("the rule " + rule.name() + " must have the resourceType " + type.name());
  }

  private static Stream<Condition.Rule> rules(Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().flatMap(DefaultPermissionRegistry::rules);
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().flatMap(DefaultPermissionRegistry::rules);
    }
    if (condition instanceof Condition.Not not) {
      return rules(not.condition());
    }
    return Stream.of((Condition.Rule) condition);
  }
}
