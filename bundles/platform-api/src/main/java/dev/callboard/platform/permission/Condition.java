package dev.callboard.platform.permission;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A condition on a resource, in the shape of Backstage's conditional decisions. Immutable. */
@ProviderType
public sealed interface Condition {
  /**
   * A rule of the plugin that owns the resource type.
   *
   * @param name such as {@code IS_ENTITY_OWNER}
   * @param resourceType such as {@code catalog-entity}
   * @param params the parameters of the rule, as JSON values
   */
  record Rule(String name, String resourceType, Map<String, Object> params) implements Condition {
    /** Copies the parameters. */
    public Rule {
      params = Map.copyOf(params);
    }
  }

  /**
   * Each of these has to hold.
   *
   * @param conditions not empty
   */
  record AllOf(List<Condition> conditions) implements Condition {
    /** Copies the list. */
    public AllOf {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * One of these has to hold.
   *
   * @param conditions not empty
   */
  record AnyOf(List<Condition> conditions) implements Condition {
    /** Copies the list. */
    public AnyOf {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * This must not hold.
   *
   * @param condition the condition
   */
  record Not(Condition condition) implements Condition {}
}
