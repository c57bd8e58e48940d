package dev.callboard.scaffolder.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskQueryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"asc:secrets", "asc:spec", "nope", "up:status", "asc:", "asc:status; DROP TABLE"})
  void T11_ordersByKnownFieldsOnly(String order) {
    PortalException error =
        assertThrows(PortalException.class, () -> TaskQuery.order(List.of(order)));

    assertEquals(ErrorCode.INPUT, error.code());
  }

  @Test
  void theNewestIsFirstUnlessTold() {
    assertEquals("created_at DESC, id", TaskQuery.order(List.of()));
    assertEquals(
        "status asc, created_by desc, id",
        TaskQuery.order(List.of("asc:status", "desc:created_by")));
  }

  @Test
  void conditionsBecomePartsOfTheQuery() {
    Condition mine =
        new Condition.Rule("IS_TASK_OWNER", "scaffolder-task", Map.of("createdBy", List.of("a")));
    OwnerFilter filter =
        OwnerFilter.of(
            Decision.conditional(
                new Condition.AnyOf(List.of(mine, new Condition.Not(mine))), "test"));

    assertEquals("(LOWER(created_by) IN (?)) OR (NOT (LOWER(created_by) IN (?)))", filter.sql());
    assertEquals(List.of("a", "a"), filter.parameters());
    assertEquals("1 = 0", OwnerFilter.of(Decision.deny("test")).sql());
    assertThrows(
        PortalException.class,
        () -> OwnerFilter.of(new Condition.Rule("OTHER", "scaffolder-task", Map.of())));
  }
}
