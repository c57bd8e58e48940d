package dev.callboard.catalog.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the audit trail says about two forms of an entity. */
class EntityDifferenceTest {
  private static EntityDifference difference(String before, String after) {
    return new EntityDifference(
        before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void patchAsLongAsTheLimitIsGivenAndALongerOneIsNot() {
    EntityDifference difference = difference("{\"a\":1}", "{\"a\":2}");
    String patch = "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2}]";
    assertEquals(Optional.of(patch), difference.patch(patch.length() + 1));
    assertEquals(Optional.of(patch), difference.patch(patch.length()));
    assertEquals(Optional.empty(), difference.patch(patch.length() - 1));
  }

  @Test
  void longListsAreNotCompared() {
    String most = "{\"a\":[0" + ",0".repeat(998) + "]}";
    String more = "{\"a\":[0" + ",0".repeat(999) + "]}";
    assertTrue(difference(most, most).patch(1_000).isPresent());
    assertTrue(difference(most, more).patch(1_000).isEmpty());
  }

  @Test
  void ownerIsATextOrNothing() {
    EntityDifference difference =
        difference("{\"spec\":{\"owner\":\"x\"}}", "{\"spec\":{\"owner\":[1]}}");
    assertEquals("x", difference.ownerBefore());
    assertEquals("", difference.ownerAfter());
    assertEquals("", difference("{}", "{}").ownerBefore());
  }
}
