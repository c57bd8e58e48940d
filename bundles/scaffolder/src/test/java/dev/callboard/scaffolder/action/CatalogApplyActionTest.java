package dev.callboard.scaffolder.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityWriteOptions;
import dev.callboard.catalog.api.EntityWriteService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogApplyActionTest {
  private static final String COMPONENT =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: shop}
      spec: {type: service, lifecycle: production, owner: team}
      """;

  @TempDir Path temp;
  private final Map<String, Entity> stored = new LinkedHashMap<>();
  private final List<EntityWriteOptions> asked = new ArrayList<>();
  private FakeContext context;

  @BeforeEach
  void open() throws IOException {
    context = new FakeContext(temp, null);
  }

  /** A catalog that keeps what is put. */
  private final class Kept implements EntityWriteService {
    @Override
    public List<EntityRef> put(List<Entity> entities, EntityWriteOptions options) {
      asked.add(options);
      for (Entity entity : entities) {
        Entity there = stored.get(entity.toString());
        if (there != null && !options.replaces().test(there)) {
          throw PortalException.conflict("The entity " + entity + " is in the catalog already");
        }
      }
      if (!options.dryRun()) {
        entities.forEach(entity -> stored.put(entity.toString(), entity));
      }
      return entities.stream().map(Entity::ref).toList();
    }
  }

  private void apply(Map<String, Object> input) throws Exception {
    RegisteredAction registered = new RegisteredAction(new CatalogApplyAction(new Kept()));
    assertEquals(List.of(), registered.check(input));
    new CatalogApplyAction(new Kept()).run(context.with(input));
  }

  private void applyFile(String text) throws Exception {
    context.workspace().writeText("d/catalog-info.yaml", text);
    apply(Map.of("catalogInfoPath", "./d/catalog-info.yaml"));
  }

  private static Map<String, Object> shop() {
    return Map.of(
        "apiVersion", "backstage.io/v1alpha1", "kind", "API", "metadata", Map.of("name", "Shop"));
  }

  @Test
  void everyDocumentOfAFileIsPutForThePersonWhoRunsTheTemplate() throws Exception {
    applyFile(COMPONENT + "---\n" + COMPONENT.replace("shop", "till") + "---\n");

    assertEquals(
        List.of("component:default/shop", "component:default/till"), List.copyOf(stored.keySet()));
    assertEquals("component:default/shop", context.outputs.get("entityRef"));
    assertEquals(List.copyOf(stored.keySet()), context.outputs.get("entityRefs"));
    assertEquals(TestPrincipal.ALICE, asked.get(0).principal());
    assertEquals(Map.of("task", "task", "step", "step"), asked.get(0).reason());
    assertFalse(asked.get(0).dryRun());
    assertEquals(
        Map.of(
            "backstage.io/source-template",
            "template:default/t",
            "callboard.dev/source-task",
            "task"),
        stored.get("component:default/shop").annotations());
  }

  @Test
  void anEntityIsPutAgainByTheSameTask() throws Exception {
    apply(Map.of("entity", shop()));
    apply(Map.of("entity", shop()));

    assertEquals("api:default/shop", context.outputs.get("entityRef"));
    assertEquals(2, asked.size());
  }

  @Test
  void whatSomethingElseHasPutThereIsReplacedOnlyOnRequest() throws Exception {
    stored.put("api:default/shop", Entity.of(shop()));

    PortalException refused =
        assertThrows(PortalException.class, () -> apply(Map.of("entity", shop())));
    assertEquals(ErrorCode.CONFLICT, refused.code());
    assertTrue(refused.getMessage().contains("api:default/shop"), refused.getMessage());
    assertTrue(refused.getMessage().contains("'replace'"), refused.getMessage());

    apply(Map.of("entity", shop(), "replace", true));
    assertEquals(
        "task", stored.get("api:default/shop").annotations().get("callboard.dev/source-task"));
  }

  @Test
  void aDryRunStoresNothing() throws Exception {
    context.dryRun = true;
    apply(Map.of("entity", shop()));

    assertEquals(Map.of(), stored);
    assertEquals("api:default/shop", context.outputs.get("entityRef"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',has no entity",
    "'--- \n',has no entity",
    "'[a]',Document 1 of d/catalog-info.yaml must be an entity",
    "'a: [',cannot be read as YAML",
    "'kind: A\nkind: B',cannot be read as YAML",
    "'kind: A',Document 1 of d/catalog-info.yaml: Entity must have a non-empty text 'apiVersion'",
    "'a: &x [*x]',levels deep",
  })
  void whatIsWrongWithAFileIsTold(String text, String told) {
    PortalException refused =
        assertThrows(
            PortalException.class,
            () -> {
              context.workspace().writeText("d/catalog-info.yaml", text);
              apply(Map.of("catalogInfoPath", "d/catalog-info.yaml"));
            });
    assertEquals(ErrorCode.INPUT, refused.code());
    assertTrue(refused.getMessage().contains(told), refused.getMessage());
    assertEquals(Map.of(), stored);
  }

  @Test
  void aDocumentOfEntitiesMayBeAHundredLevelsDeep() throws Exception {
    applyFile(COMPONENT + "deep: " + nested(99) + "\n");
    PortalException refused =
        assertThrows(
            PortalException.class, () -> applyFile(COMPONENT + "deep: " + nested(101) + "\n"));
    assertTrue(refused.getMessage().contains("100 levels"), refused.getMessage());
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  @Test
  void aPathLeadsNowhereButIntoTheWorkspace() {
    for (String path : List.of("../x.yaml", "/etc/passwd", "a/../../b.yaml")) {
      PortalException refused =
          assertThrows(PortalException.class, () -> apply(Map.of("catalogInfoPath", path)), path);
      assertTrue(refused.getMessage().contains("outside of the workspace"), refused::getMessage);
    }
  }

  @Test
  void eitherAnEntityOrAFileIsNeeded() {
    RegisteredAction action = new RegisteredAction(new CatalogApplyAction(new Kept()));
    assertFalse(action.check(Map.of()).isEmpty());
    assertFalse(action.check(Map.of("entity", shop(), "catalogInfoPath", "a")).isEmpty());
    assertFalse(action.check(Map.of("entity", "text")).isEmpty());
  }
}
