package dev.callboard.catalog.changes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
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
   * @param digestBefore of the form before, null for {@code CREATE} and when it is a consequence
   * @param before the form before as UTF-8 JSON, for {@code UPDATE}; null when it is a consequence
   */
  public record Entry(
      ChangeType type,
      String ref,
      String uid,
      String etagBefore,
      String etagAfter,
      byte[] entity,
      Map<String, Object> details,
      String digestBefore,
      byte[] before) {
    /** Returns this change with the form before it. */
    public Entry after(byte[] former) {
      return new Entry(
          type, ref, uid, etagBefore, etagAfter, entity, details, digest(former), former);
    }

    /** Returns whether it is a mere consequence of what happened to other entities. */
    public boolean derived() {
      return details.containsKey("derived");
    }
  }

  /** Returns the SHA-256 of an entity's JSON as the audit trail writes it. */
  public static String digest(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

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
