package dev.callboard.scaffolder.task;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.scaffolder.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A principal as it was when the task was created. */
record StoredPrincipal(
    String getName,
    PrincipalType type,
    List<String> ownershipRefs,
    Optional<PortalPrincipal> actor,
    List<AccessRestriction> accessRestrictions)
    implements PortalPrincipal {

  static String text(PortalPrincipal principal) {
    return JsonText.write(json(principal));
  }

  private static Map<String, Object> json(PortalPrincipal principal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", principal.getName());
    json.put("type", principal.type().name());
    json.put("ownershipRefs", principal.ownershipRefs());
    principal.actor().ifPresent(actor -> json.put("actor", json(actor)));
    json.put(
        "restrictions",
        principal.accessRestrictions().stream()
            .map(
                restriction ->
                    Map.of(
                        "plugin", restriction.plugin(),
                        "permissions", restriction.permissions(),
                        "actions", restriction.actions()))
            .toList());
    return json;
  }

  static PortalPrincipal of(String text) {
    return of(JsonText.object(text));
  }

  @SuppressWarnings("unchecked")
  private static PortalPrincipal of(Map<String, Object> json) {
    return new StoredPrincipal(
        (String) json.get("name"),
        PrincipalType.valueOf((String) json.get("type")),
        (List<String>) json.get("ownershipRefs"),
        Optional.ofNullable((Map<String, Object>) json.get("actor")).map(StoredPrincipal::of),
        ((List<Map<String, Object>>) json.get("restrictions"))
            .stream()
                .map(
                    each ->
                        new AccessRestriction(
                            (String) each.get("plugin"),
                            Set.copyOf((List<String>) each.get("permissions")),
                            Set.copyOf((List<String>) each.get("actions"))))
                .toList());
  }
}
