package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import dev.callboard.testing.MapConfig;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

class PermissionResourceTest {
  private static final Bundle CATALOG =
      FakeBundles.plugin("catalog", "reference:file:bundles/catalog.jar");
  private static final Bundle CORE = FakeBundles.plugin("rbac", "reference:file:bundles/rbac.jar");

  private final Lab lab = new Lab();
  private final PolicyDirectory policies = lab.directory(MapConfig.empty());
  private final PermissionCatalog catalog = lab.catalog;
  private final PermissionResource resource =
      new PermissionResource(lab.service(policies), catalog);

  @AfterEach
  void close() {
    lab.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) {
    try {
      return new JsonMapper().readValue(text, Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> json, String... path) {
    Map<String, Object> current = json;
    for (String key : path) {
      current = (Map<String, Object>) current.get(key);
    }
    return current;
  }

  private static Map<String, Object> fixture(String name) throws IOException {
    try (InputStream in =
        PermissionResourceTest.class.getResourceAsStream("/fixtures/" + name + ".json")) {
      return json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256-permission-authorize-guest-resource-with-ref",
        "257-permission-authorize-guest-resource-with-refs",
        "262-permission-authorize-empty"
      })
  void answers_users_as_recorded(String name) throws IOException {
    Map<String, Object> fixture = fixture(name);
    assertEquals(
        part(fixture, "response", "body"),
        resource.decide(FakePrincipal.user(), part(fixture, "request", "body")));
  }

  @Test
  void fixture_258_a_user_has_to_name_the_resource() throws IOException {
    Map<String, Object> fixture = fixture("258-permission-authorize-guest-resource-without-ref");
    PortalException thrown =
        assertThrows(
            PortalException.class,
            () -> resource.decide(FakePrincipal.user(), part(fixture, "request", "body")));
    assertEquals(ErrorCode.INPUT, thrown.code());
    assertEquals(part(fixture, "response", "body", "error").get("message"), thrown.getMessage());
  }

  @Test
  void fixtures_259_and_260_only_users_may_ask() throws Exception {
    AuthenticatedRoute route =
        PermissionResource.class
            .getMethod("authorize", Map.class, SecurityContext.class)
            .getAnnotation(AuthenticatedRoute.class);
    assertEquals(List.of(PrincipalType.USER), List.of(route.value()));
  }

  @Test
  void fixture_254_health() throws IOException {
    assertEquals(part(fixture("254-permission-health"), "response", "body"), resource.health());
  }

  private static String item(String permission) {
    return "{\"items\":[{\"id\":\"1\",\"permission\":" + permission + "}]}";
  }

  private Object result(PortalPrincipal principal, String body) {
    return first(resource.decide(principal, json(body))).get("result");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> first(Map<String, Object> answer) {
    return ((List<Map<String, Object>>) answer.get("items")).get(0);
  }

  @Test
  void the_action_that_the_plugin_defines_counts_and_not_the_one_that_the_client_claims() {
    String body =
        item(
            "{\"type\":\"basic\",\"name\":\"catalog.location.delete\",\"attributes\":{\"action\":\"read\"}}");
    PermissionProvider provider =
        () -> List.of(Permission.basic("catalog.location.delete", "delete"));
    var reference = FakeBundles.<PermissionProvider>reference(CATALOG, 0);
    catalog.addProvider(provider, reference);
    assertEquals("DENY", result(FakePrincipal.user(), body));
    catalog.removeProvider(reference);
    assertEquals("ALLOW", result(FakePrincipal.user(), body));
  }

  @Test
  void a_plugin_that_acts_for_a_user_learns_the_conditions() {
    Condition condition =
        new Condition.AnyOf(
            List.of(
                new Condition.Rule(
                    "IS_ENTITY_OWNER",
                    "catalog-entity",
                    Map.of("claims", List.of("user:default/ann"))),
                new Condition.Not(
                    new Condition.Rule(
                        "IS_ENTITY_KIND",
                        "catalog-entity",
                        Map.of("kinds", List.of("Resource"))))));
    policies.addPolicy(
        (principal, request) ->
            principal.type() == PrincipalType.USER
                ? Decision.conditional(condition, "test")
                : Decision.allow("test"),
        FakeBundles.reference(CORE, 1));
    catalog.addProvider(
        () -> List.of(Permission.resource("catalog.entity.read", "read", "catalog-entity")),
        FakeBundles.reference(CATALOG, 0));
    String permission =
        "{\"type\":\"resource\",\"name\":\"catalog.entity.read\",\"attributes\":{\"action\":\"read\"},\"resourceType\":\"catalog-entity\"}";
    Map<String, Object> answer =
        first(
            resource.decide(
                FakePrincipal.user().through(FakePrincipal.plugin()), json(item(permission))));
    assertEquals(
        json(
            "{\"id\":\"1\",\"result\":\"CONDITIONAL\",\"pluginId\":\"catalog\",\"resourceType\":\"catalog-entity\",\"conditions\":{\"anyOf\":[{\"rule\":\"IS_ENTITY_OWNER\",\"resourceType\":\"catalog-entity\",\"params\":{\"claims\":[\"user:default/ann\"]}},{\"not\":{\"rule\":\"IS_ENTITY_KIND\",\"resourceType\":\"catalog-entity\",\"params\":{\"kinds\":[\"Resource\"]}}}]}}"),
        answer);
    Map<String, Object> direct =
        first(
            resource.decide(
                FakePrincipal.user(),
                json(
                    item(permission)
                        .replace(
                            "\"id\":\"1\"", "\"id\":\"1\",\"resourceRef\":\"api:default/a\""))));
    assertEquals(Map.of("id", "1", "result", "DENY"), direct);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"items\":{}}",
        "{\"items\":[1]}",
        "{\"items\":[{\"id\":\"1\"}]}",
        "{\"items\":[{\"permission\":{\"type\":\"basic\",\"name\":\"x\",\"attributes\":{}}}]}",
        "{\"items\":[{\"id\":\"1\",\"permission\":{\"type\":\"basic\",\"attributes\":{}}}]}",
        "{\"items\":[{\"id\":\"1\",\"permission\":{\"type\":\"basic\",\"name\":\"x\"}}]}",
        "{\"items\":[{\"id\":\"1\",\"permission\":{\"type\":\"odd\",\"name\":\"x\",\"attributes\":{}}}]}",
        "{\"items\":[{\"id\":\"1\",\"permission\":{\"type\":\"resource\",\"name\":\"x\",\"attributes\":{}}}]}",
        "{\"items\":[{\"id\":\"1\",\"resourceRef\":7,\"permission\":{\"type\":\"basic\",\"name\":\"x\",\"attributes\":{}}}]}"
      })
  void refuses_malformed_questions(String body) {
    PortalException thrown =
        assertThrows(
            PortalException.class, () -> resource.decide(FakePrincipal.user(), json(body)));
    assertEquals(ErrorCode.INPUT, thrown.code());
    assertTrue(thrown.getMessage().contains("items"), thrown.getMessage());
  }

  @Test
  void Z06_an_entity_in_place_of_its_reference_is_refused() {
    String entity =
        "{\"kind\":\"Component\",\"metadata\":{\"name\":\"a\",\"annotations\":{\"x\":\"mine\"}}}";
    for (String refs : List.of(entity, "[" + entity + "]")) {
      String body =
          "{\"items\":[{\"id\":\"1\",\"resourceRef\":"
              + refs
              + ",\"permission\":{\"type\":\"resource\",\"name\":\"catalog.entity.read\",\"attributes\":{},"
              + "\"resourceType\":\"catalog-entity\"}}]}";
      PortalException thrown =
          assertThrows(
              PortalException.class, () -> resource.decide(FakePrincipal.user(), json(body)));
      assertEquals(ErrorCode.INPUT, thrown.code());
      assertTrue(thrown.getMessage().contains("resourceRef"), thrown.getMessage());
    }
  }

  @Test
  void a_missing_body_is_told() {
    assertThrows(PortalException.class, () -> resource.decide(FakePrincipal.user(), null));
  }
}
