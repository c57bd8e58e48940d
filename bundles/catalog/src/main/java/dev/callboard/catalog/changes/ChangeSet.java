package dev.callboard.catalog.changes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The changes of one transaction before they have numbers. Not thread-safe. */
public final class ChangeSet {
  /**
   * One change.
   *
   * @param type what happened
   * @param ref the canonical reference
   * @param uid the unique id
   * @param etagBefore null for {@code CREATE}
   * @param etagAfter null for {@code DELETE}
   * @param entity the form after as UTF-8 JSON, null for {@code DELETE}
   * @param details what it came from, in addition to the cause of the whole
   */
  public record Entry(
      ChangeType type,
      String ref,
      String uid,
      String etagBefore,
      String etagAfter,
      byte[] entity,
      Map<String, Object> details) {}

  private static final Map<String, Object> DERIVED = Map.of("derived", true);

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Map<String, Object>> origins = new HashMap<>();

  /** Tells what changes an entity itself; whatever else changes is a consequence of others. */
  public void because(String ref, Map<String, Object> details) {
    origins.put(ref, Map.copyOf(details));
  }

  /** Returns what changes an entity. */
  public Map<String, Object> origin(String ref) {
    return origins.getOrDefault(ref, DERIVED);
  }

  /** Adds a change. */
  public void add(Entry entry) {
    entries.add(entry);
  }

  /** Returns the changes in the order in which they were added. */
  public List<Entry> entries() {
    return entries;
  }
}
