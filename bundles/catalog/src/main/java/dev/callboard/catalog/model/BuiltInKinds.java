package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.RelationField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of Backstage's catalog model 1.10, with the relations that their fields mean. */
public final class BuiltInKinds {
  private static final Set<String> CORE = Set.of("backstage.io/v1alpha1", "backstage.io/v1beta1");
  private static final Set<String> ALPHA = Set.of("backstage.io/v1alpha1");
  private static final RelationField OWNER = part("owner", "ownedBy", "ownerOf", "Group");
  private static final RelationField SYSTEM = part("system", "partOf", "hasPart", "System");
  private static final RelationField DEPENDS_ON =
      part("dependsOn", "dependsOn", "dependencyOf", null);
  private static final RelationField DEPENDENCY_OF =
      part("dependencyOf", "dependencyOf", "dependsOn", null);

  private BuiltInKinds() {}

  /** Returns the kinds that are always there. */
  public static List<KindDefinition> standard() {
    return List.of(
        core(
            "Component",
            OWNER,
            part("subcomponentOf", "partOf", "hasPart", "Component"),
            SYSTEM,
            part("providesApis", "providesApi", "apiProvidedBy", "API"),
            part("consumesApis", "consumesApi", "apiConsumedBy", "API"),
            DEPENDS_ON,
            DEPENDENCY_OF),
        core("API", OWNER, SYSTEM),
        core("Resource", OWNER, SYSTEM, DEPENDS_ON, DEPENDENCY_OF),
        core("System", OWNER, part("domain", "partOf", "hasPart", "Domain")),
        core("Domain", OWNER, part("subdomainOf", "partOf", "hasPart", "Domain")),
        core(
            "Group",
            part("parent", "childOf", "parentOf", "Group"),
            part("children", "parentOf", "childOf", "Group"),
            part("members", "hasMember", "memberOf", "User")),
        core("User", part("memberOf", "memberOf", "hasMember", "Group")),
        core("Location"),
        new ResourceKind(
            "Template",
            Set.of("scaffolder.backstage.io/v1beta3"),
            Set.of(),
            "Template.v1beta3.schema.json",
            List.of(OWNER)));
  }

  /**
   * Returns the kinds that the configuration can add ({@code catalog.optionalKinds}), which plain
   * Backstage does not know.
   *
   * @param name {@code AiResource} or {@code mcp-server}
   * @return empty for another name
   */
  public static List<KindDefinition> optional(String name) {
    return switch (name) {
      case "mcp-server" ->
          List.of(
              new ResourceKind(
                  "API",
                  CORE,
                  Set.of("mcp-server"),
                  "API.v1alpha1.mcp-server.schema.json",
                  List.of(OWNER, SYSTEM)));
      case "AiResource" ->
          List.of(
              ai("", OWNER, SYSTEM),
              ai("skill", OWNER, SYSTEM, DEPENDS_ON),
              ai("rule", OWNER, SYSTEM),
              ai("plugin", OWNER, SYSTEM, part("skills", "hasPart", "partOf", "AiResource")),
              ai("marketplace", OWNER, SYSTEM, part("plugins", "hasPart", "partOf", "AiResource")));
      default -> List.of();
    };
  }

  private static ResourceKind core(String kind, RelationField... fields) {
    return new ResourceKind(kind, CORE, Set.of(), kind + ".v1alpha1.schema.json", List.of(fields));
  }

  private static ResourceKind ai(String type, RelationField... fields) {
    String file = "AiResource.v1alpha1." + (type.isEmpty() ? "" : type + ".") + "schema.json";
    return new ResourceKind(
        "AiResource", ALPHA, type.isEmpty() ? Set.of() : Set.of(type), file, List.of(fields));
  }

  private static RelationField part(String field, String out, String in, String defaultKind) {
    return new RelationField("spec." + field, out, in, Optional.ofNullable(defaultKind), true);
  }
}
