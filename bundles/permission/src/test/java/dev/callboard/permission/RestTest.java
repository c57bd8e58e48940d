package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.testing.MapConfig;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestTest {
  private final Lab lab =
      new Lab()
          .withAudit()
          .withEntities(
              Map.of("component:default/a", "group:default/a", "api:default/b", "group:default/b"));
  private final RoleBook book = lab.book(MapConfig::empty);
  private final DefaultPermissionService service =
      lab.service(lab.directory(MapConfig.empty(), book));
  private final ExplainResource explain =
      new ExplainResource(service, lab.catalog, lab.types, lab.judge, new Subjects());

  @AfterEach
  void close() {
    lab.close();
  }

  private void deleteOwn() {
    lab.store.put(
        new dev.callboard.permission.role.RoleReader(book.conditions()::check)
            .role(
                "own",
                Map.of(
                    "members",
                    "users",
                    "allow",
                    List.of(
                        Map.of(
                            "permissions",
                            "catalog.entity.delete",
                            "when",
                            Map.of(
                                "rule",
                                "IS_ENTITY_OWNER",
                                "params",
                                Map.of("claims", List.of("$ownerRefs")))))),
                ""),
        dev.callboard.permission.role.RoleVersion.of(null, null),
        FakePrincipal.admin());
    book.roles().lookSoon();
  }

  private Map<String, Object> explain(Object... pairs) {
    Map<String, Object> body = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      body.put((String) pairs[i], pairs[i + 1]);
    }
    return explain.explain(body);
  }

  @Test
  void a_decision_names_the_rule_and_the_role_and_what_did_not_count() {
    deleteOwn();
    Map<String, Object> answer =
        explain(
            "principal", "user:default/Ann",
            "ownershipRefs", List.of("group:default/a"),
            "permission", "catalog.entity.delete",
            "resourceRef", "component:default/a");
    assertEquals("ALLOW", answer.get("result"));
    assertEquals(
        "allow 1 of role 'own' (database); the resource meets the condition", answer.get("reason"));
    assertEquals("user:default/ann", answer.get("principal"));
    assertEquals(
        List.of(
            Map.of(
                "rule", "built-in table and permission.rules",
                "counts", false,
                "why", "allow nothing here"),
            Map.of(
                "rule", "allow 1 of role 'own' (database)",
                "where", "allow[0]",
                "counts", true,
                "why", "allows it for what meets the condition")),
        answer.get("steps"));
    assertEquals(
        "DENY",
        explain(
                "principal", "user:default/ann",
                "permission", "catalog.entity.delete",
                "resourceRef", "api:default/b")
            .get("result"));
    assertEquals(
        "CONDITIONAL",
        explain("principal", "user:default/ann", "permission", "catalog.entity.delete")
            .get("result"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void what_somebody_could_do_lists_all_permissions_with_conditions() {
    deleteOwn();
    List<Map<String, Object>> all =
        (List<Map<String, Object>>)
            explain.simulate(Map.of("principal", "user:default/ann")).get("permissions");
    List<String> results =
        all.stream().map(each -> each.get("name") + " " + each.get("result")).toList();
    assertEquals(
        List.of(
            "catalog.entity.create ALLOW",
            "catalog.entity.delete CONDITIONAL",
            "catalog.entity.read ALLOW",
            "catalog.location.create ALLOW"),
        results);
    assertTrue(all.get(1).get("conditions").toString().contains("user:default/ann"));
    assertTrue(
        ((List<?>) explain.simulate(Map.of("principal", "plugin:x")).get("permissions")).size()
            == 4);
  }

  @Test
  void wrong_questions_are_told() {
    for (Map<String, Object> body :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("principal", "ann", "permission", "catalog.entity.read"),
            Map.<String, Object>of("principal", "user:default/ann"),
            Map.<String, Object>of("principal", "user:default/ann", "permission", "nope"),
            Map.<String, Object>of("principal", 7, "permission", "catalog.entity.read"),
            Map.<String, Object>of("principal", "user:default/ann", "ownershipRefs", "x"),
            Map.<String, Object>of("principal", "user:default/ann", "more", "x"))) {
      assertEquals(
          ErrorCode.INPUT,
          assertThrows(PortalException.class, () -> explain.explain(body), body::toString).code());
    }
  }

  @Test
  void only_who_may_see_or_change_roles_gets_to_these_routes() {
    Stream.of(RolesResource.class, ExplainResource.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(RestTest::isRoute)
        .forEach(
            method -> {
              RequiresPermission needed = method.getAnnotation(RequiresPermission.class);
              boolean changes = method.getName().equals("put") || method.getName().equals("delete");
              assertEquals(
                  changes ? RolePermissions.MANAGE : RolePermissions.READ,
                  needed.value(),
                  method.toString());
            });
  }

  private static boolean isRoute(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(each -> each.annotationType().isAnnotationPresent(HttpMethod.class));
  }

  @Test
  void the_registry_judges_conditions_and_refuses_what_does_not_fit() {
    DefaultPermissionRegistry registry = new DefaultPermissionRegistry(lab.catalog, lab.types);
    assertEquals(4, registry.permissions("catalog").size());
    assertEquals(2, registry.rules("catalog").size());
    assertEquals(List.of(), registry.rules("other"));
    Map<String, Object> api =
        Map.of(
            "rule", "IS_ENTITY_KIND",
            "resourceType", "catalog-entity",
            "params", Map.of("kinds", List.of("api", "$x")));
    assertTrue(registry.meets("catalog", "catalog-entity", "api:default/b", api));
    assertEquals(
        false, registry.meets("catalog", "catalog-entity", "api:default/b", Map.of("not", api)));
    assertEquals(
        false, registry.meets("catalog", "catalog-entity", "api:default/x", Map.of("not", api)));
    for (Object wrong :
        List.of(
            Map.of(),
            Map.of("rule", "IS_ENTITY_KIND", "params", Map.of("kinds", List.of())),
            Map.of("rule", "IS_FRIDAY", "resourceType", "catalog-entity"),
            Map.of("rule", "IS_ENTITY_KIND", "resourceType", "catalog-entity"),
            Map.of("anyOf", List.of()),
            "x")) {
      assertEquals(
          ErrorCode.INPUT,
          assertThrows(
                  PortalException.class,
                  () -> registry.meets("catalog", "catalog-entity", "api:default/b", wrong))
              .code());
    }
    assertThrows(
        PortalException.class,
        () -> registry.meets("other", "catalog-entity", "api:default/b", api));
  }
}
