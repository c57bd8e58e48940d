package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.index.IndexedEntity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one transaction did and what is left to do. Not thread-safe. */
public final class Changes {
  private final List<IndexedEntity> upserts = new ArrayList<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private final List<Lost> lost = new ArrayList<>();
  private final Set<String> dirty = new LinkedHashSet<>();
  private final Set<String> orphanCandidates = new LinkedHashSet<>();
  private final Set<Source> takeovers = new LinkedHashSet<>();
  private final ChangeSet log = new ChangeSet();
  private Optional<PendingDeletion> held = Optional.empty();
  private Position before = Position.START;
  private Position position = Position.START;
  private int created;
  private int updated;

  /**
   * A claim on a reference that somebody else has.
   *
   * @param claim the claim
   * @param sourceKey the file
   * @param parentRef the Location entity that lists the file
   */
  public record Lost(Claim claim, String sourceKey, String parentRef) {}

  /**
   * A file of a root.
   *
   * @param rootKey the root
   * @param sourceKey the file
   */
  public record Source(String rootKey, String sourceKey) {}

  /** Returns what the index is to be given. */
  public List<IndexedEntity> upserts() {
    return upserts;
  }

  /** Returns the references that are gone. */
  public Set<String> removed() {
    return removed;
  }

  /** Returns the claims to decide when the whole root has been read. */
  public List<Lost> lost() {
    return lost;
  }

  /** Returns the entities that relations changed of. */
  public Set<String> dirty() {
    return dirty;
  }

  /** Returns the entities that a file no longer lists. */
  public Set<String> orphanCandidates() {
    return orphanCandidates;
  }

  /** Returns the files whose claims may win now. */
  public Set<Source> takeovers() {
    return takeovers;
  }

  /** Returns what is to be written to the change log. */
  ChangeSet log() {
    return log;
  }

  /** Adds what another step of the same transaction did, in that order. */
  void add(Changes later) {
    upserts.removeIf(entity -> later.removed.contains(entity.ref()));
    upserts.addAll(later.upserts);
    later.upserts.forEach(entity -> removed.remove(entity.ref()));
    removed.addAll(later.removed);
    takeovers.addAll(later.takeovers);
    later.log.entries().forEach(log::add);
    count(later.created, later.updated);
  }

  /** Returns what was too much to be deleted at once and is held since this transaction. */
  public Optional<PendingDeletion> held() {
    return held;
  }

  void held(Optional<PendingDeletion> pending) {
    held = pending;
  }

  /** Returns what stood last in the order of commits before this. */
  public Position before() {
    return before;
  }

  /** Returns where this stands in the order of commits. */
  public Position position() {
    return position;
  }

  void numbered(Position first, Position last) {
    before = first;
    position = last;
  }

  /** Returns how many entities are new. */
  public int created() {
    return created;
  }

  /** Returns how many entities changed. */
  public int updated() {
    return updated;
  }

  void count(int more, int changed) {
    created += more;
    updated += changed;
  }
}
