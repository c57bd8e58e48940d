package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.query.EntityFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FacetAnswersTest {
  private final FacetAnswers answers = new FacetAnswers();
  private final DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
  private int made;

  private void ask(String facet, EntityFilter filter, int length) {
    ask(index.snapshot(), facet, filter, length);
  }

  private void ask(Snapshot snapshot, String facet, EntityFilter filter, int length) {
    answers.of(
        snapshot,
        List.of(facet),
        filter,
        () -> {
          made++;
          return new byte[length];
        });
  }

  @Test
  void anAnswerIsMadeOncePerFilterUntilTheCatalogChanges() {
    ask("kind", EntityFilter.ALL, 1);
    ask("kind", EntityFilter.ALL, 1);
    assertEquals(1, made);
    ask("kind", EntityFilter.NONE, 1);
    assertEquals(2, made);
    index.apply(Components.of(1), List.of());
    ask("kind", EntityFilter.ALL, 1);
    assertEquals(3, made);
  }

  @Test
  void theCatalogOfAnotherTimeHasAnswersOfItsOwn() {
    Snapshot now = index.snapshot();
    Snapshot then = now.replacing(List.of("component:default/c0"), List.of());
    assertEquals(now.generation(), then.generation());
    for (Snapshot each : List.of(now, then, now)) {
      ask(each, "kind", EntityFilter.ALL, 1);
    }
    assertEquals(3, made);
  }

  @Test
  void longAnswersAreNotKept() {
    for (int more = -1; more <= 1; more++) {
      ask("f" + more, EntityFilter.ALL, FacetAnswers.LONGEST + more);
      ask("f" + more, EntityFilter.ALL, FacetAnswers.LONGEST + more);
    }
    assertEquals(4, made);
  }

  @Test
  void aLimitedNumberIsKept() {
    for (int i = 0; i <= FacetAnswers.MOST; i++) {
      ask("f" + i, EntityFilter.ALL, 1);
    }
    made = 0;
    ask("f" + (FacetAnswers.MOST - 2), EntityFilter.ALL, 1);
    ask("f" + (FacetAnswers.MOST - 1), EntityFilter.ALL, 1);
    assertEquals(0, made);
    ask("f" + FacetAnswers.MOST, EntityFilter.ALL, 1);
    assertEquals(1, made);
  }
}
