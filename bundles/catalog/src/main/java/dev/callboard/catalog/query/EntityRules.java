package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.IndexReader;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.PermissionRule;
import dev.callboard.platform.permission.ResourceRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules for entities, named as in Backstage. One entity is judged by the filter that lists are
 * made with, so that both give the same answer.
 */
@Component(service = ResourceRules.class)
public final class EntityRules implements ResourceRules {
  private static final List<PermissionRule> RULES =
      List.of(
          property("HAS_ANNOTATION", "annotation", "an annotation", "Name of the annotation"),
          property("HAS_LABEL", "label", "a label", "Name of the label"),
          property("HAS_METADATA", "key", "a field of the metadata", "Path within the metadata"),
          property("HAS_SPEC", "key", "a field of the spec", "Path within the spec"),
          list("IS_ENTITY_KIND", "kinds", "Entities of one of the kinds", "Kinds, in any case"),
          list(
              "IS_ENTITY_OWNER",
              "claims",
              "Entities that are owned by one of the claims",
              "References of users and groups, such as $ownerRefs of a policy"));

  private final IndexReader index;
  private final KeptFilters filters = new KeptFilters();

  /** Called by the framework. */
  @Activate
  public EntityRules(@Reference IndexReader index) {
    this.index = requireNonNull(index, "index is null");
  }

  @Override
  public String resourceType() {
    return CatalogReader.RESOURCE_TYPE;
  }

  @Override
  public List<PermissionRule> rules() {
    return RULES;
  }

  @Override
  public boolean meets(String resourceRef, Condition condition) {
    if (!index.isReady()) {
      throw PortalException.unavailable("The catalog is being loaded, try again in a moment");
    }
    EntityFilter filter = filters.of(condition);
    return index
        .snapshot()
        .byRef(canonical(resourceRef))
        .filter(entity -> CatalogReader.visible(entity, filter))
        .isPresent();
  }

  private static String canonical(String ref) {
    try {
      return EntityRef.parse(ref).toString();
    } catch (PortalException e) {
      // No entity can have it.
      return "";
    }
  }

  private static PermissionRule property(
      String name, String parameter, String what, String description) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(parameter, Map.of("type", "string", "description", description));
    properties.put(
        "value",
        Map.of("type", "string", "description", "The value it must have; any when left out"));
    return rule(name, "Entities that have " + what, parameter, properties);
  }

  private static PermissionRule list(
      String name, String parameter, String what, String description) {
    return rule(
        name,
        what,
        parameter,
        Map.of(
            parameter,
            Map.of(
                "type", "array", "items", Map.of("type", "string"), "description", description)));
  }

  private static PermissionRule rule(
      String name, String what, String parameter, Map<String, Object> properties) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.of(parameter));
    schema.put("additionalProperties", false);
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    return new PermissionRule(name, what, CatalogReader.RESOURCE_TYPE, schema);
  }
}
