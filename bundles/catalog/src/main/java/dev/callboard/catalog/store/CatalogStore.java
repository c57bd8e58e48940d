package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.ChangeWriter;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.catalog.sql.Sql;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What the catalog keeps in the database. Thread-safe; every method blocks for as long as the
 * database takes. A database that fails becomes a {@link PortalException} with code {@code
 * SERVICE_UNAVAILABLE}.
 */
public final class CatalogStore {
  /** The longest patch of an audit event when nothing is configured, in characters. */
  public static final int PATCH_SIZE = 16 * 1024;

  /** The signal to other nodes that there is something to follow. */
  public static final String CHANGES = "changes";

  private final CatalogDatabase database;
  private final AuditService audit;
  private final Cause ingestion;
  private final Stitcher stitcher = new Stitcher();
  private final boolean deleteOrphans;
  private volatile OverlayStage overlays = CatalogStore::noOverlay;
  private volatile Consumer<Changes> published = changes -> {};
  private volatile Fence fence = Fence.OPEN;
  private final int patchSize;

  /** Creates a store whose audit events take patches of the usual length. */
  public CatalogStore(
      PluginDatabase database, AuditService audit, PortalPrincipal actor, boolean deleteOrphans) {
    this(database, audit, actor, deleteOrphans, PATCH_SIZE);
  }

  /**
   * Creates the store.
   *
   * @param actor who does the work of ingestion, for audit
   * @param deleteOrphans whether what no location lists is deleted, or else kept and marked
   * @param patchSize the longest patch that an audit event takes, in characters
   */
  public CatalogStore(
      PluginDatabase database,
      AuditService audit,
      PortalPrincipal actor,
      boolean deleteOrphans,
      int patchSize) {
    this.patchSize = patchSize;
    this.database = new CatalogDatabase(database);
    this.audit = requireNonNull(audit, "audit is null");
    this.ingestion = new Cause(actor, Map.of());
    this.deleteOrphans = deleteOrphans;
  }

  /** Has somebody told of each commit that changes entities, on the thread that committed. */
  public void publishTo(Consumer<Changes> next) {
    published = requireNonNull(next, "next is null");
  }

  /** Has a fence asked before anything that was read of a root is stored. */
  public void guard(Fence next) {
    fence = requireNonNull(next, "next is null");
  }

  /** Returns where the last commit stands. */
  public Position position() {
    return read(Links::head);
  }

  /** Returns what was committed after a position. */
  public FollowedChanges after(Position position) {
    return read(connection -> FollowedChanges.read(connection, position, stitcher));
  }

  /** Tells other nodes that registered locations change with this transaction. */
  public void locationsChanged(Connection transaction) throws SQLException {
    Sql.update(transaction, "UPDATE change_head SET roots = roots + 1 WHERE id = 1");
    database.signal(transaction, CHANGES);
  }

  /** Returns the cause of what ingestion does by itself. */
  Cause ingestion() {
    return ingestion;
  }

  /** Returns the files of a root as they were read last. */
  public Map<String, SourceRow> sources(String rootKey) {
    return read(connection -> Sources.load(connection, rootKey));
  }

  /** Returns the files of all roots. */
  public List<SourceRow> sources() {
    return read(Sources::all);
  }

  /** Stores what some files of a root gave, as ingestion. */
  public Changes apply(String rootKey, List<SourceRead> reads) {
    return apply(rootKey, reads, ingestion);
  }

  /** Stores what some files of a root gave. */
  public Changes apply(String rootKey, List<SourceRead> reads, Cause cause) {
    return change(
        cause,
        connection -> {
          fence.check(connection, rootKey);
          return batch(connection, rootKey).write(reads);
        });
  }

  /** Stores another stamp and etag of a file whose content is as it was. */
  public void restamp(String rootKey, String sourceKey, String stamp, String etag) {
    write(
        connection ->
            Sql.update(
                connection,
                "UPDATE sources SET stamp = ?, etag = ? WHERE root_key = ? AND source_key = ?",
                stamp,
                etag,
                rootKey,
                sourceKey));
  }

  /** Ends the reading of a root, as ingestion. */
  public Changes finish(String rootKey, RootEnd end) {
    return finish(rootKey, end, ingestion);
  }

  /** Ends the reading of a root. */
  public Changes finish(String rootKey, RootEnd end, Cause cause) {
    return change(
        cause,
        connection -> {
          fence.check(connection, rootKey);
          return writer(connection, rootKey, cause, deleteOrphans).finish(end);
        });
  }

  /** Makes the final form of some entities anew that are yet to be, as ingestion. */
  public Changes restitch(Collection<String> refs) {
    return change(
        ingestion,
        connection -> {
          Changes changes = new Changes();
          // taken off first: who marks one of them meanwhile waits, and the mark stays
          DirtyTable.remove(connection, refs);
          changes.upserts().addAll(stitcher.stitch(connection, refs, Map.of(), changes.log()));
          return changes;
        });
  }

  /**
   * Stores what a plugin says about entities, and makes the final form of those that are there and
   * of which it says something else than before.
   *
   * @param notes JSON by reference; empty for those of which it says nothing
   */
  public Changes note(String type, Map<String, Optional<String>> notes) {
    return change(
        ingestion,
        connection -> {
          Changes changes = new Changes();
          Set<String> refs = NoteTable.put(connection, type, notes, changes.log());
          changes.upserts().addAll(stitcher.stitch(connection, refs, Map.of(), changes.log()));
          return changes;
        });
  }

  /** Removes all that a root lists, as ingestion. */
  public Changes removeRoot(String rootKey) {
    return removeRoot(rootKey, ingestion);
  }

  /**
   * Removes all that a root lists and nothing else does, also where orphans are kept: those are
   * what a file no longer names, not what nobody wants to be read any more.
   */
  public Changes removeRoot(String rootKey, Cause cause) {
    return removeRoot(rootKey, MassDeletion.UNGUARDED, cause);
  }

  /** Removes all that a root lists, as far as a limit allows. */
  public Changes removeRoot(String rootKey, MassDeletion limit, Cause cause) {
    RootEnd end = new RootEnd(key -> true, List.of(), Set.of(), Set.of(), Map.of(), 0, limit);
    return change(
        cause,
        connection -> {
          // Whoever reads it now is refused from here on.
          LeaseTable.revoke(connection, rootKey);
          return writer(connection, rootKey, cause, true).finish(end);
        });
  }

  /** Removes all that a root lists, as far as a limit allows, as ingestion. */
  public Changes removeRoot(String rootKey, MassDeletion limit) {
    return removeRoot(rootKey, limit, ingestion);
  }

  /** Says how overlays are laid over what files give; to be called before the store is used. */
  public void overlays(OverlayStage stage) {
    overlays = requireNonNull(stage, "stage is null");
  }

  OverlayWriter overlayWriter(Connection connection) {
    return new OverlayWriter(connection, stitcher, overlays);
  }

  private static Claim noOverlay(Claim base, Map<String, Object> patch, String etag) {
    throw new IllegalStateException("nobody has said how overlays are applied");
  }

  BatchWriter batch(Connection connection, String rootKey) {
    return new BatchWriter(connection, rootKey, stitcher, overlays);
  }

  RootWriter writer(Connection connection, String rootKey, Cause cause, boolean delete) {
    return new RootWriter(connection, rootKey, trail(cause), stitcher, delete);
  }

  /** Does work that changes entities; its change rows come last, because they make others wait. */
  Changes change(Cause cause, SqlWork<Changes> work) {
    Changes changes =
        write(
            connection -> {
              if (database.dialect() == Dialect.POSTGRESQL) {
                WriteLock.take(connection);
              }
              return number(connection, cause, work.apply(connection));
            });
    published.accept(changes);
    return changes;
  }

  private Changes number(Connection connection, Cause cause, Changes changes) throws SQLException {
    trail(cause).mutations(connection, changes.log().entries());
    Set<String> links = Links.of(changes);
    int entries = changes.log().entries().size();
    if (entries + links.size() == 0) {
      return changes;
    }
    ChangeWriter.write(connection, cause, changes.log().entries());
    Links.write(connection, links);
    Position last = Links.head(connection);
    changes.numbered(new Position(last.seq() - entries, last.links() - links.size()), last);
    database.signal(connection, CHANGES);
    return changes;
  }

  AuditTrail trail(Cause cause) {
    return new AuditTrail(audit, cause, patchSize);
  }

  /** Returns the roots that something is kept of. */
  public Set<String> roots() {
    return read(
        connection -> {
          Set<String> roots = new LinkedHashSet<>();
          Sql.query(
              connection,
              "SELECT DISTINCT root_key FROM sources UNION SELECT DISTINCT root_key FROM edges",
              row -> roots.add(row.getString(1)));
          return roots;
        });
  }

  /**
   * Deletes an entity; it comes back when a file still lists it.
   *
   * @param roots takes the roots whose files list it
   * @return empty when there is no such entity
   */
  public Optional<Changes> delete(String uid, Set<String> roots, Cause cause) {
    Optional<String> ref = read(connection -> EntityTable.ref(connection, uid));
    if (ref.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        change(
            cause,
            connection -> {
              roots.clear();
              return delete(connection, ref.get(), roots, cause);
            }));
  }

  /** Deletes an entity in a transaction of the caller. */
  Changes delete(Connection connection, String ref, Set<String> roots, Cause cause)
      throws SQLException {
    for (Changes.Source source : Sources.listing(connection, ref)) {
      Sources.forget(connection, source.rootKey(), source.sourceKey());
      roots.add(source.rootKey());
    }
    Sql.update(connection, "DELETE FROM edges WHERE child_ref = ?", ref);
    RootEnd end = new RootEnd(key -> false, List.of(), Set.of(ref), Set.of(), Map.of());
    return writer(connection, "", cause, true).finish(end);
  }

  /** Returns the roots that lead to an entity, empty when there is no such entity. */
  public Set<String> rootsOf(String ref) {
    return read(
        connection -> {
          Set<String> roots = new LinkedHashSet<>();
          Sql.query(
              connection,
              "SELECT DISTINCT root_key FROM edges WHERE child_ref = ?",
              row -> roots.add(row.getString(1)),
              ref);
          return roots;
        });
  }

  /** Returns the refresh keys of the files of a root, by their sources. */
  public Map<String, List<String>> refreshKeys(String rootKey) {
    return read(connection -> Sources.refreshKeys(connection, rootKey));
  }

  /** Returns the roots that read, or try to read, something below a URL in any case. */
  public Set<String> rootsBelow(String url) {
    return read(connection -> Sources.rootsBelow(connection, url));
  }

  /** Makes the files that were read with one of these keys be read in full; returns their roots. */
  public Set<String> forget(Collection<String> refreshKeys) {
    return write(connection -> Sources.forgetKeys(connection, refreshKeys));
  }

  /** Takes stored entities in the order of the database. */
  public interface Stored {
    /** Takes one: its final form as UTF-8 JSON. */
    void take(String ref, UUID uid, byte[] json, List<String> parents);
  }

  /** Reads every entity that is served. */
  public void loadAll(Stored each) {
    read(
        connection -> {
          StoredPages.read(connection, each);
          return null;
        });
  }

  /** Returns an entity for the index from what was stored. */
  public IndexedEntity parse(String ref, UUID uid, byte[] json, List<String> parents) {
    return new IndexedEntity(ref, uid, new StoredJson(json, stitcher::parse), json, parents);
  }

  /** Returns the conflicts, by reference. */
  public List<Conflict> conflicts() {
    return read(ConflictTable::all);
  }

  /** Does work that reads. */
  public <T> T read(SqlWork<T> work) {
    return database.read(work);
  }

  /** Does work in one transaction. */
  public <T> T write(SqlWork<T> work) {
    return database.write(work);
  }
}
