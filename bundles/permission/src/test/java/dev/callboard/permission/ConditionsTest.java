package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.permission.role.ConditionReader;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Condition LATE =
      ConditionReader.read(
          Map.of("rule", "HAS_LATE_RULE", "resourceType", "catalog-entity", "params", Map.of()),
          "conditions");

  @Test
  void aRuleThatNobodyBringsIsWrongOnceEveryPluginHasCome() throws Exception {
    try (Lab lab = new Lab().withEntities(Map.of())) {
      PortalException e =
          assertThrows(PortalException.class, () -> new Conditions(lab.types).check(LATE));
      assertTrue(e.getMessage().contains("'HAS_LATE_RULE' is no rule of"), e.getMessage());
    }
  }

  @Test
  void whileTheServerStartsItMayStillComeAndNothingIsRemembered() throws Exception {
    try (Lab lab = new Lab().withEntities(Map.of())) {
      Conditions conditions = new Conditions(lab.types);
      lab.started = false;
      conditions.check(LATE);
      assertEquals(Conditions.Kind.ELSEWHERE, conditions.fit(LATE, FakeEntities.READ).kind());
      lab.started = true;
      assertEquals(Conditions.Kind.BROKEN, conditions.fit(LATE, FakeEntities.READ).kind());
    }
  }
}
