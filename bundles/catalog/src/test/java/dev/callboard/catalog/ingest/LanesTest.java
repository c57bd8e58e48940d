package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes(key -> key.substring(0, key.indexOf('/')), 4);

  @Test
  void F25_oneHostWithManyLocationsDoesNotDelayOthers() {
    for (int i = 0; i < 10_000; i++) {
      lanes.add("dead/" + i);
    }
    lanes.add("other/a");
    lanes.add("other/b");
    assertEquals("dead/0", lanes.poll());
    assertEquals("other/a", lanes.poll(), "the hosts take turns");
    lanes.done("other/a");
    assertEquals("dead/1", lanes.poll());
    assertEquals("other/b", lanes.poll());
  }

  @Test
  void F25_oneHostNeverHoldsAllWorkers() {
    for (int i = 0; i < 10; i++) {
      lanes.add("dead/" + i);
    }
    assertEquals("dead/0", lanes.poll());
    assertEquals("dead/1", lanes.poll());
    assertEquals("dead/2", lanes.poll());
    assertNull(lanes.poll(), "the fourth worker is kept for others");
    lanes.add("other/a");
    assertEquals("other/a", lanes.poll());
    lanes.done("dead/1");
    assertEquals("dead/3", lanes.poll());
  }

  @Test
  void thisMachineMayHaveAllWorkers() {
    for (int i = 0; i < 4; i++) {
      lanes.add("/" + i);
    }
    for (int i = 0; i < 4; i++) {
      assertEquals("/" + i, lanes.poll());
    }
    assertTrue(lanes.isEmpty());
  }

  @Test
  void whatIsTakenOffIsNotRead() {
    lanes.add("a/1");
    lanes.add("a/2");
    lanes.remove("a/1");
    assertEquals("a/2", lanes.poll());
    lanes.add("a/3");
    lanes.clear();
    assertNull(lanes.poll());
  }
}
