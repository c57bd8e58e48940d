package dev.callboard.catalog.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

public class MergePatchTest {
  public static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }

  @Test
  void examplesOfTheSpecification() {
    assertEquals(object("a", "c"), MergePatch.apply(object("a", "b"), object("a", "c")));
    assertEquals(object("a", "b", "b", "c"), MergePatch.apply(object("a", "b"), object("b", "c")));
    assertEquals(object(), MergePatch.apply(object("a", "b"), object("a", null)));
    assertEquals(object("b", "c"), MergePatch.apply(object("a", "b", "b", "c"), object("a", null)));
    assertEquals(object("a", "c"), MergePatch.apply(object("a", List.of("b")), object("a", "c")));
    assertEquals(
        object("a", List.of("b")), MergePatch.apply(object("a", "c"), object("a", List.of("b"))));
    assertEquals(
        object("a", object("b", "d")),
        MergePatch.apply(object("a", object("b", "c")), object("a", object("b", "d", "c", null))));
    assertEquals(
        object("a", List.of(1)),
        MergePatch.apply(object("a", List.of(object("b", "c"))), object("a", List.of(1))));
    assertEquals(object("e", null, "a", 1), MergePatch.apply(object("e", null), object("a", 1)));
    assertEquals(
        object("a", object("bb", object())),
        MergePatch.apply(object(), object("a", object("bb", object("ccc", null)))));
  }

  @Test
  void oneComposedPatchDoesWhatTwoDo() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Map<String, Object> base = random(random, 3, false);
      Map<String, Object> first = random(random, 3, true);
      Map<String, Object> second = random(random, 3, true);
      Map<String, Object> composed = MergePatch.compose(first, second, base);
      assertEquals(
          MergePatch.apply(MergePatch.apply(base, first), second),
          MergePatch.apply(base, composed),
          () -> base + " " + first + " " + second);
    }
  }

  private static Map<String, Object> random(Random random, int depth, boolean nulls) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (String key : new ArrayList<>(List.of("a", "b", "c"))) {
      switch (random.nextInt(nulls ? 5 : 4)) {
        case 0 -> object.put(key, random.nextInt(3));
        case 1 -> object.put(key, List.of(random.nextInt(3)));
        case 2 -> object.put(key, depth == 0 ? 9 : random(random, depth - 1, nulls));
        case 4 -> object.put(key, null);
        default -> object.remove(key);
      }
    }
    return object;
  }
}
