package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.IndexedCatalogService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexedCatalogServiceTest {
  private final PortalPrincipal alice = new Fakes.Caller("user:default/alice");
  private final Fakes.Policy policy = new Fakes.Policy();
  private final DefaultCatalogIndex index = TestIndexes.loading();
  private final CatalogService service =
      new IndexedCatalogService(
          new CatalogReader(index, policy, () -> new Fakes.Numbers(Map.of())));

  @BeforeEach
  void load() {
    index.apply(Components.of(10), List.of());
    index.ready();
  }

  @Test
  void entitiesAreFoundByReferenceInAnyCase() {
    Entity entity = service.byRef(new EntityRef("API", "Default", "C1"), alice).orElseThrow();
    assertEquals("api:default/c1", entity.ref().toString());
    assertEquals("group:default/g1", entity.relations().get(0).targetRef());
    assertTrue(service.byRef(new EntityRef("API", "default", "nope"), alice).isEmpty());
  }

  @Test
  void queriesKeepTheirLimitAndTheOrderOfUids() {
    assertEquals(
        List.of("c0", "c2"),
        service.query(List.of("kind=component"), 2, alice).stream()
            .map(entity -> entity.ref().name())
            .toList());
    assertEquals(10, service.query(List.of(), 50, alice).size());
  }

  @Test
  void whatMayNotBeReadIsAsIfItDidNotExist() {
    policy.decide(
        Decision.conditional(
            new Condition.Rule(
                "IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of("component"))),
            "test"));
    assertTrue(service.byRef(new EntityRef("api", "default", "c1"), alice).isEmpty());
    assertEquals(5, service.query(List.of(), 50, alice).size());
  }

  @Test
  void beforeTheStoredEntitiesAreLoadedReadsAreRefused() {
    CatalogService early =
        new IndexedCatalogService(
            new CatalogReader(TestIndexes.loading(), policy, () -> new Fakes.Numbers(Map.of())));
    PortalException refused =
        assertThrows(PortalException.class, () -> early.query(List.of(), 1, alice));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused.code());
  }

  @Test
  void withoutIngestionARefreshIsRefused() {
    PortalException refused =
        assertThrows(
            PortalException.class, () -> service.refresh(new EntityRef("api", "default", "c1")));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused.code());
  }
}
