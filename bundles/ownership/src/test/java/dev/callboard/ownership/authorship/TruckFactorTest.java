package dev.callboard.ownership.authorship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TruckFactorTest {
  private static FileHistory file(String creator, String... changes) {
    FileHistory file = new FileHistory();
    if (!creator.isEmpty()) {
      file.created(creator);
    }
    for (String change : changes) {
      file.changed(change);
    }
    return file;
  }

  @Test
  void theDegreeOfAuthorshipIsThatOfThePaper() {
    FileHistory file = file("a", "a", "b", "b", "c");
    assertEquals(3.293 + 1.098 + 0.164 - 0.321 * Math.log(4), file.degree("a"), 1e-12);
    assertEquals(3.293 + 0.328 - 0.321 * Math.log(3), file.degree("b"), 1e-12);
    assertEquals(3.293 + 0.164 - 0.321 * Math.log(4), file.degree("c"), 1e-12);
    // of b and c the degree is below 3.293, or below three quarters of the highest
    assertEquals(Set.of("a"), file.authors());
  }

  @Test
  void whoChangesAFileOftenBecomesItsAuthorBesideTheCreator() {
    assertEquals(Set.of("a"), file("a").authors());
    assertEquals(Set.of("a"), file("a", "a", "b").authors());
    assertEquals(Set.of("a", "b"), file("a", "b").authors());
    assertEquals(Set.of("a", "b"), file("a", "b", "b", "b", "b").authors());
    String[] many = new String[40];
    java.util.Arrays.fill(many, "b");
    assertEquals(Set.of("b"), file("a", many).authors());
    assertEquals(Set.of("b"), file("", "b").authors());
    assertEquals(Set.of(), file("").authors());
    assertFalse(file("").isKnown());
  }

  @Test
  void asManyLeaveUntilMoreThanHalfOfTheFilesHaveNobody() {
    assertEquals(0, TruckFactor.of(List.of()));
    assertEquals(1, TruckFactor.of(List.of(Set.of("a"))));
    assertEquals(1, TruckFactor.of(List.of(Set.of("a"), Set.of("a"), Set.of("b"))));
    // half of the files is not more than half
    assertEquals(2, TruckFactor.of(List.of(Set.of("a"), Set.of("a"), Set.of("b"), Set.of("c"))));
    assertEquals(2, TruckFactor.of(List.of(Set.of("a", "b"), Set.of("a", "b"), Set.of("c"))));
    assertEquals(3, TruckFactor.of(List.of(Set.of("a"), Set.of("b"), Set.of("c"), Set.of("d"))));
    assertEquals(0, TruckFactor.of(List.of(Set.of(), Set.of(), Set.of("a"))));
  }

  /** Tries all sets of people, the small ones first. */
  private static int smallest(List<Set<String>> files, List<String> people) {
    for (int size = 0; size <= people.size(); size++) {
      for (int bits = 0; bits < 1 << people.size(); bits++) {
        if (Integer.bitCount(bits) == size) {
          Set<String> gone = new HashSet<>();
          for (int i = 0; i < people.size(); i++) {
            if ((bits & 1 << i) != 0) {
              gone.add(people.get(i));
            }
          }
          if (TruckFactor.isLost(files, gone)) {
            return size;
          }
        }
      }
    }
    return people.size();
  }

  @Test
  void itIsNeverBelowTheSmallestSetOfPeopleAndEqualsItWhereFilesHaveOneAuthor() {
    Random random = new Random(7);
    List<String> people = List.of("a", "b", "c", "d", "e", "f");
    for (int round = 0; round < 500; round++) {
      List<Set<String>> shared = new ArrayList<>();
      List<Set<String>> single = new ArrayList<>();
      int files = 1 + random.nextInt(12);
      for (int i = 0; i < files; i++) {
        Set<String> authors = new HashSet<>();
        for (int k = random.nextInt(3); k >= 0; k--) {
          authors.add(people.get((int) Math.abs(random.nextGaussian() * 2) % people.size()));
        }
        shared.add(authors);
        single.add(Set.of(authors.iterator().next()));
      }
      assertTrue(TruckFactor.of(shared) >= smallest(shared, people), shared.toString());
      assertEquals(smallest(single, people), TruckFactor.of(single), single.toString());
    }
  }

  @Test
  void concentrationGoesFromOneForOneAuthorToLittleForMany() {
    assertEquals(1, TruckFactor.concentration(List.of(Set.of("a"), Set.of("a"))), 1e-12);
    assertEquals(0.5, TruckFactor.concentration(List.of(Set.of("a"), Set.of("b"))), 1e-12);
    assertEquals(0.625, TruckFactor.concentration(List.of(Set.of("a", "b"), Set.of("a"))), 1e-12);
    assertEquals(0, TruckFactor.concentration(List.of(Set.of(), Set.of())), 1e-12);
  }
}
