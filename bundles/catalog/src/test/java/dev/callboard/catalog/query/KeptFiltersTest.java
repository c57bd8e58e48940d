package dev.callboard.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptFiltersTest {
  private final KeptFilters filters = new KeptFilters();

  private static Condition owner(String claim) {
    return new Condition.Rule(
        "IS_ENTITY_OWNER", "catalog-entity", Map.of("claims", List.of(claim)));
  }

  @Test
  void equalConditionsHaveOneFilterAndOthersHaveAnother() {
    EntityFilter first = filters.of(Decision.conditional(owner("a"), "one"));
    assertSame(first, filters.of(Decision.conditional(owner("a"), "another reason")));
    assertNotSame(first, filters.of(owner("b")));
  }

  @Test
  void whatAllowsOrDeniesEverythingIsNotKept() {
    assertSame(EntityFilter.ALL, filters.of(Decision.allow("yes")));
    assertSame(EntityFilter.NONE, filters.of(Decision.deny("no")));
    assertEquals(EntityFilter.NONE, filters.of(new Condition.AnyOf(List.of())));
    assertEquals(EntityFilter.ALL, filters.of(new Condition.AllOf(List.of())));
    assertEquals(0, filters.size());
  }

  @Test
  void soManyAreKeptAndThenOthersGo() {
    for (int i = 0; i < KeptFilters.MAX_FILTERS - 1; i++) {
      filters.of(owner("o" + i));
    }
    assertEquals(KeptFilters.MAX_FILTERS - 1, filters.size());
    filters.of(owner("last"));
    assertEquals(KeptFilters.MAX_FILTERS, filters.size());
    EntityFilter more = filters.of(owner("one more"));
    assertEquals(KeptFilters.MAX_FILTERS, filters.size());
    assertSame(more, filters.of(owner("one more")));
  }
}
