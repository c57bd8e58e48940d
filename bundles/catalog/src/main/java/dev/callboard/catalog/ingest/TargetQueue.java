package dev.callboard.catalog.ingest;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run has yet to read, and what went wrong with the targets of each Location entity. Bounds
 * how deep Location entities nest and how much they name. Used by one thread.
 */
final class TargetQueue {
  private final String rootRef;
  private final IngestLimits limits;
  private final Readers readers;
  private final Deque<Target> queue = new ArrayDeque<>();
  private final Map<String, List<Failure>> failures = new HashMap<>();
  private final Map<String, Integer> nested = new HashMap<>();
  private boolean given;

  /**
   * Creates an empty queue.
   *
   * @param rootRef what failures are told of
   */
  TargetQueue(String rootRef, IngestLimits limits, Readers readers) {
    this.rootRef = rootRef;
    this.limits = limits;
    this.readers = readers;
  }

  /** Adds what is read first. */
  void start(Target target) {
    expect(target.parentRef());
    queue.add(target);
  }

  /** Has the failures of a Location entity told even when there are none. */
  void expect(String parentRef) {
    failures.computeIfAbsent(parentRef, ref -> new ArrayList<>());
  }

  /** Returns what is to be read next, null at the end. */
  Target next() {
    return queue.poll();
  }

  /** Returns what comes after it, so many at most. */
  List<Target> upcoming(int most) {
    return queue.stream().limit(most).toList();
  }

  /** Adds what an entity of a provider names, which may be as many as there are. */
  void give(Found file, List<ListedTarget> targets) {
    given = true;
    add(file, targets, false);
  }

  /** Adds what Location entities of a file name; what cannot be followed becomes a failure. */
  void add(Found file, List<ListedTarget> targets) {
    add(file, targets, true);
  }

  private void add(Found file, List<ListedTarget> targets, boolean counted) {
    List<String> ancestors = new ArrayList<>(file.target().ancestors());
    ancestors.add(file.key());
    for (ListedTarget listed : targets) {
      expect(listed.parentRef());
      if (ancestors.size() > limits.depth()) {
        fail(
            listed.parentRef(),
            listed.target() + " nests Location entities deeper than " + limits.depth());
        continue;
      }
      if (counted && count(ancestors) > limits.locations()) {
        fail(
            listed.parentRef(),
            "Location entities name more than " + limits.locations() + " locations");
        return;
      }
      try {
        queue.add(
            new Target(
                listed.type(),
                resolved(listed, file),
                listed.optional(),
                listed.parentRef(),
                ancestors));
      } catch (PortalException e) {
        fail(listed.parentRef(), listed.target() + " " + e.getMessage());
      }
    }
  }

  /** Counts what one root names, or one file that a provider gave. */
  private int count(List<String> ancestors) {
    return nested.merge(given && ancestors.size() > 1 ? ancestors.get(1) : "", 1, Integer::sum);
  }

  private String resolved(ListedTarget listed, Found file) {
    String from = file.target().type();
    if (listed.type().equals(from)) {
      SourceReader reader = readers.of(from);
      return reader == null ? listed.target() : reader.resolve(listed.target(), file);
    }
    if (!limits.types().contains(listed.type())) {
      throw PortalException.notAllowed(
          "has the type " + listed.type() + ", but stands in a location of type " + from);
    }
    return listed.target();
  }

  /** Returns whether the catalog itself reads a type of location. */
  boolean reads(String type) {
    return readers.of(type) != null;
  }

  /** Returns the reader of a type of location, or throws when there is none. */
  SourceReader reader(String type) {
    SourceReader reader = readers.of(type);
    if (reader == null) {
      throw PortalException.input("has the type " + type + ", which is not known here");
    }
    return reader;
  }

  void fail(String parentRef, String message) {
    fail(parentRef, List.of(new Failure(message, rootRef, 0, 0)));
  }

  void fail(String parentRef, List<Failure> more) {
    expect(parentRef);
    failures.get(parentRef).addAll(more);
  }

  /** Returns the failures by Location entity. */
  Map<String, List<Failure>> failures() {
    return failures;
  }
}
