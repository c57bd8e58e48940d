package dev.callboard.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.PermissionRule;
import dev.callboard.platform.permission.ResourceRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types of resource and their rules, as plugins tell them. Of two plugins that claim a type,
 * the one that the server came with wins, then the one that was there first. Thread-safe.
 */
@Component(service = ResourceTypes.class)
public final class ResourceTypes {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceTypes.class);

  private final JsonMapper json = JsonMapper.builder().build();
  private final Once<SchemaRegistry> schemas =
      new Once<>(() -> SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7));
  private final Map<ServiceReference<ResourceRules>, Type> types =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final BooleanSupplier started;

  /** Called by the framework. */
  @Activate
  public ResourceTypes(BundleContext context) {
    this(
        started(
            context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkStartLevel.class),
            context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL)));
  }

  ResourceTypes(BooleanSupplier started) {
    this.started = started;
  }

  private static BooleanSupplier started(FrameworkStartLevel level, String last) {
    int wanted = last == null ? 1 : Integer.parseInt(last);
    return () -> level.getStartLevel() >= wanted;
  }

  /**
   * A type of resource.
   *
   * @param pluginId whose it is
   * @param core whether the server came with the plugin
   * @param name such as {@code catalog-entity}
   * @param rules by their names, in the order of the plugin
   * @param judge decides on single resources
   */
  record Type(
      String pluginId,
      boolean core,
      String name,
      Map<String, CheckedRule> rules,
      ResourceRules judge) {}

  /**
   * A rule with the schema of its parameters.
   *
   * @param rule the rule
   * @param schema made when it is first needed, since a start has other things to do
   */
  record CheckedRule(PermissionRule rule, Once<Schema> schema) {}

  /** Adds a type of resource. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addRules(ResourceRules rules, ServiceReference<ResourceRules> reference) {
    Origin origin = Origin.of(reference.getBundle());
    try {
      Map<String, CheckedRule> checked = new LinkedHashMap<>();
      for (PermissionRule rule : rules.rules()) {
        CheckedRule each =
            new CheckedRule(
                rule,
                new Once<>(
                    () ->
                        schemas.get().getSchema(json.<JsonNode>valueToTree(rule.paramsSchema()))));
        if (!origin.core()) {
          // What is wrong with a schema of a plugin is told when the plugin comes.
          each.schema().get();
        }
        checked.put(rule.name(), each);
      }
      types.put(
          reference, new Type(origin.name(), origin.core(), rules.resourceType(), checked, rules));
    } catch (RuntimeException e) {
      LOG.error("The permission rules of {} cannot be read", origin.name(), e);
    }
  }

  /** Removes a type of resource. */
  public void removeRules(ServiceReference<ResourceRules> reference) {
    types.remove(reference);
  }

  /** Returns a type of resource, or empty while no plugin brings it. */
  Optional<Type> find(String name) {
    Type found = null;
    for (Type type : types.values()) {
      if (type.name().equals(name) && (found == null || (type.core() && !found.core()))) {
        found = type;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns all types that are there. */
  Collection<Type> all() {
    return types.values();
  }

  /** Returns whether every bundle that the server came with has had its turn to bring types. */
  boolean isComplete() {
    return started.getAsBoolean();
  }

  /** Returns whether a type that is there has a rule of this name. */
  boolean isKnown(String rule) {
    return types.values().stream().anyMatch(type -> type.rules().containsKey(rule));
  }

  /** Returns what is wrong with a rule of a type, or empty. */
  Optional<String> problem(Type type, Condition.Rule rule) {
    CheckedRule known = type.rules().get(rule.name());
    if (known == null) {
      return Optional.of(
          "'"
              + rule.name()
              + "' is no rule of "
              + type.name()
              + "; known are "
              + String.join(", ", type.rules().keySet()));
    }
    List<Error> errors = known.schema().get().validate(json.<JsonNode>valueToTree(rule.params()));
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the parameters of " + rule.name() + " do not fit: " + errors.get(0).toString());
  }
}
