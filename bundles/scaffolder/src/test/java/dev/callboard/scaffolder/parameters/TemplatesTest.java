package dev.callboard.scaffolder.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.scaffolder.fakes.TestPolicy;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final Map<String, Entity> entities = new HashMap<>();
  private final TestPolicy policy = new TestPolicy();
  private final Templates templates = new Templates(new Entities(), policy);

  /** Shows entities to Alice only. */
  private final class Entities implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return principal.equals(TestPrincipal.ALICE)
          ? Optional.ofNullable(entities.get(ref.toString()))
          : Optional.empty();
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      return List.of();
    }

    @Override
    public void refresh(EntityRef ref) {
      // Nothing is read here.
    }
  }

  private static Map<String, Object> tagged(String name, String tag) {
    return Map.of(
        "action", name, "title", name, "backstage:permissions", Map.of("tags", List.of(tag)));
  }

  private Template load(Map<String, Object> annotations, Object parameters) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("parameters", parameters);
    spec.put("steps", List.of(tagged("open", "a"), tagged("secret", "admin")));
    entities.put(
        "template:default/t",
        Entity.of(
            Map.of(
                "apiVersion",
                "scaffolder.backstage.io/v1beta3",
                "kind",
                "Template",
                "metadata",
                Map.of("name", "t", "annotations", annotations),
                "spec",
                spec)));
    return templates.load(EntityRef.parse("template:default/t"), TestPrincipal.ALICE);
  }

  @Test
  void T13_whatSomebodyMayNotReadIsNotThere() {
    load(Map.of(), List.of());

    PortalException error =
        assertThrows(
            PortalException.class,
            () -> templates.load(EntityRef.parse("template:default/t"), TestPrincipal.BOB));

    assertEquals(ErrorCode.NOT_FOUND, error.code());
    assertEquals("Template template:default/t not found", error.getMessage());
  }

  @Test
  void T13_hiddenPagesAndStepsAreLeftOut() {
    Decision notAdmin =
        Decision.conditional(
            new Condition.Not(
                new Condition.Rule("HAS_TAG", "scaffolder-template", Map.of("tag", "admin"))),
            "test");
    policy.decide("scaffolder.template.parameter.read", notAdmin);
    policy.decide("scaffolder.template.step.read", notAdmin);

    Template template = load(Map.of(), List.of(tagged("first", "a"), tagged("hidden", "admin")));

    assertEquals(1, ((List<?>) template.form().get("steps")).size());
    String spec = template.spec(Map.of(), null, Optional.empty()).toString();
    assertFalse(spec.contains("secret"), spec);
  }

  @Test
  void onePageNeedsNoListAndATitleIsGiven() {
    Map<String, Object> form = load(Map.of(), Map.of("properties", Map.of())).form();

    assertEquals(
        List.of(
            Map.of(
                "title",
                "Please enter the following information",
                "schema",
                Map.of("properties", Map.of()))),
        form.get("steps"));
    assertEquals("t", form.get("title"));
  }

  @Test
  void aSourceLocationOnTheServersDiskIsNotBelieved() {
    String location = "backstage.io/managed-by-location";
    String source = "backstage.io/source-location";

    assertEquals("https://h/t.yaml", base(Map.of(location, "url:https://h/t.yaml")));
    assertEquals("file:///c/t.yaml", base(Map.of(location, "file:/c/t.yaml")));
    assertEquals(
        "https://s/", base(Map.of(location, "url:https://h/t.yaml", source, "url:https://s/")));
    assertEquals(
        "https://h/t.yaml", base(Map.of(location, "url:https://h/t.yaml", source, "file:/etc/")));
  }

  private Object base(Map<String, Object> annotations) {
    Map<String, Object> spec = load(annotations, List.of()).spec(Map.of(), null, Optional.empty());
    return ((Map<?, ?>) spec.get("templateInfo")).get("baseUrl");
  }

  @Test
  void otherKindsAndVersionsAreRefused() {
    assertEquals(
        "Invalid kind, only 'Template' kind is supported",
        assertThrows(
                PortalException.class,
                () -> templates.load(EntityRef.parse("component:default/x"), TestPrincipal.ALICE))
            .getMessage());
  }
}
