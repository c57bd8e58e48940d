package dev.callboard.supply.chain.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.supply.chain.feed.AffectedVersions.Event;
import dev.callboard.supply.chain.feed.AffectedVersions.Kind;
import dev.callboard.supply.chain.feed.AffectedVersions.Range;
import dev.callboard.supply.chain.version.VersionOrderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AffectedVersionsTest {
  private static final int RECORDS = 500;

  static List<String> ecosystems() {
    return VersionOrderTest.ASCENDING.keySet().stream().sorted().toList();
  }

  /** Intervals of places in the list, drawn at random, mark each version by brute force. */
  @ParameterizedTest
  @MethodSource("ecosystems")
  void generatedRecordsAreJudgedAsByBruteForce(String ecosystem) {
    List<String> versions = VersionOrderTest.ASCENDING.get(ecosystem);
    Random random = new Random(7);
    for (int i = 0; i < RECORDS; i++) {
      boolean[] expected = new boolean[versions.size()];
      List<Range> ranges = new ArrayList<>();
      for (int count = 1 + random.nextInt(2); count > 0; count--) {
        ranges.add(range(versions, random, expected));
      }
      List<String> listed = new ArrayList<>();
      if (random.nextInt(3) == 0) {
        int at = random.nextInt(versions.size());
        listed.add(versions.get(at));
        expected[at] = true;
      }
      AffectedVersions record = AffectedVersions.read(new AffectedVersions(listed, ranges).write());
      for (int at = 0; at < expected.length; at++) {
        assertEquals(
            expected[at],
            record.contains(ecosystem, versions.get(at)),
            versions.get(at) + " in " + record.write());
      }
    }
  }

  private static Range range(List<String> versions, Random random, boolean[] expected) {
    List<Event> events = new ArrayList<>();
    int at = 0;
    while (at < versions.size()) {
      int from = at + random.nextInt(versions.size() - at);
      boolean start = at == 0 && random.nextBoolean();
      from = start ? 0 : from;
      events.add(new Event(Kind.INTRODUCED, start ? "0" : versions.get(from)));
      int to = from + random.nextInt(versions.size() - from);
      boolean fixed = random.nextBoolean() && to > from;
      boolean open = !fixed && random.nextInt(4) == 0;
      int end = open ? versions.size() : fixed ? to : to + 1;
      for (int i = from; i < end; i++) {
        expected[i] = true;
      }
      if (open) {
        break;
      }
      events.add(new Event(fixed ? Kind.FIXED : Kind.LAST_AFFECTED, versions.get(to)));
      at = to + 1;
      if (random.nextBoolean()) {
        break;
      }
    }
    // Records list events in any order.
    java.util.Collections.shuffle(events, random);
    return new Range(false, events);
  }

  @Test
  void limitsEndARange() {
    AffectedVersions record =
        new AffectedVersions(
            List.of(),
            List.of(
                new Range(
                    true,
                    List.of(new Event(Kind.INTRODUCED, "0"), new Event(Kind.LIMIT, "2.0.0")))));
    AffectedVersions read = AffectedVersions.read(record.write());
    assertTrue(read.contains("npm", "1.9.9"));
    assertFalse(read.contains("npm", "2.0.0"));
    assertFalse(read.contains("npm", ""));
  }

  @Test
  void anEcosystemWithoutAnOrderHasListsOnly() {
    AffectedVersions record =
        new AffectedVersions(
            List.of("a"), List.of(new Range(false, List.of(new Event(Kind.INTRODUCED, "0")))));
    assertTrue(record.contains("Strange", "a"));
    assertFalse(record.contains("Strange", "b"));
  }
}
