package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.process.Emitted;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.PendingDeletion;
import dev.callboard.catalog.store.SourceRead;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads one root to the end: its files, what their Location entities name, and so on. Stores in
 * batches as it goes. A target that cannot be read keeps what it gave before and does not affect
 * the others. Used once, by one thread; blocks.
 */
final class RootRun {
  /** What a run did. */
  record Outcome(
      int files,
      int created,
      int updated,
      int removed,
      int refused,
      Set<String> takeoverRoots,
      Optional<PendingDeletion> held) {}

  /**
   * How a root is read.
   *
   * @param thorough whether to compare contents rather than trust size and time
   * @param strict whether kinds that are gone have to be noticed
   * @param scope which files are read
   */
  record Mode(boolean thorough, boolean strict, ReadScope scope) {
    /** All files are read. */
    Mode(boolean thorough, boolean strict) {
      this(thorough, strict, ReadScope.ALL);
    }
  }

  private static final SourceReader.Related NO_FILES = new NoFiles();

  private final Root root;
  private final Processing processing;
  private final Mode mode;
  private final Generation generation;
  private final Freshness freshness;
  private final CatalogStore store;
  private final RootBatch batch;
  private final ReadAhead ahead;
  private final TargetQueue queue;
  private final Map<String, SourceRow> known;
  private final Set<String> seen = new HashSet<>();

  /** What was read in this run, or given to it, and so may name other files than before. */
  private final Set<String> fresh = new HashSet<>();

  /** Creates a run that does everything on its own thread. */
  RootRun(
      Root root,
      Processing processing,
      IngestLimits limits,
      CatalogStore store,
      Readers readers,
      Mode mode) {
    this(root, processing, limits, store, readers, mode, Runnable::run);
  }

  /**
   * Creates a run.
   *
   * @param helper may store what was read, and read what comes next, while the run goes on
   */
  RootRun(
      Root root,
      Processing processing,
      IngestLimits limits,
      CatalogStore store,
      Readers readers,
      Mode mode,
      Executor helper) {
    this.root = root;
    this.processing = processing;
    this.mode = mode;
    this.generation =
        Generation.parse(processing.generation())
            .with(root.rules().map(CatalogRules::fingerprint).orElse(""));
    freshness = new Freshness(generation, mode.strict(), System.currentTimeMillis());
    this.store = store;
    batch = new RootBatch(root.key(), limits, store, helper);
    ahead = new ReadAhead(helper, limits.readAhead());
    queue = new TargetQueue(root.ref(), limits, readers);
    known = store.sources(root.key());
  }

  Outcome run() {
    return whole(this::readRoot);
  }

  /** Nothing of a run that failed is stored after it. */
  private Outcome whole(Supplier<Outcome> reading) {
    try {
      return reading.get();
    } finally {
      ahead.giveUp();
      batch.giveUp();
    }
  }

  private Outcome readRoot() {
    String rootRef = LocationRefs.entityRef(root.type(), root.target());
    batch.add(rootEntity());
    queue.start(new Target(root.type(), root.target(), root.optional(), rootRef, List.of()));
    drain();
    return batch.finish(
        seen.size(), key -> !key.isEmpty() && !seen.contains(key), queue.failures());
  }

  /**
   * Takes what a provider gives, and reads the locations that its entities name.
   *
   * @param given by the key of their source
   * @param isGone tells of a source that the provider no longer has
   */
  Outcome provided(Map<String, ProvidedEntity> given, Predicate<String> isGone) {
    return whole(() -> take(given, isGone));
  }

  private Outcome take(Map<String, ProvidedEntity> given, Predicate<String> isGone) {
    queue.expect("");
    Set<String> gone = ListedSources.goneWith(known, key -> given.containsKey(key), isGone);
    given.forEach(this::provided);
    drain();
    return batch.finish(
        seen.size(),
        key -> !seen.contains(key) && (gone.contains(key) || isGone.test(key)),
        queue.failures());
  }

  /** Processes the entities of a provider again where need be, and reads what they name. */
  Outcome providedAgain() {
    return whole(this::takeAgain);
  }

  private Outcome takeAgain() {
    queue.expect("");
    Set<String> stale = new HashSet<>();
    for (SourceRow row : known.values()) {
      if (row.sourceKey().startsWith("entity:") && !freshness.holds(row, row.parentRef())) {
        stale.add(row.sourceKey());
      }
    }
    ProvidedEntity.stored(store, root.key(), stale).forEach(this::provided);
    for (SourceRow row : known.values()) {
      if (row.parentRef().isEmpty() && seen.add(row.sourceKey())) {
        String[] from = row.stamp() == null ? new String[] {"url", ""} : split(row.stamp());
        Target origin = new Target(from[0], from[1], false, "", List.of());
        queue.give(new Found(origin, from[1], false), ListedTarget.parse(row.targets()));
      }
    }
    drain();
    // What the provider itself no longer has it does not confirm by this.
    return batch.finish(
        seen.size(), key -> known.containsKey(key) && !seen.contains(key), queue.failures());
  }

  private static String[] split(String location) {
    return location.split(":", 2);
  }

  private void drain() {
    for (Target target = queue.next(); target != null; target = queue.next()) {
      queue.upcoming(ahead.most()).forEach(this::ahead);
      target(target);
    }
  }

  /** Local files are there at once, and what a pattern stands for is not known yet. */
  private void ahead(Target target) {
    Found file = new Found(target, target.target(), false);
    if (target.type().equals("url")
        && !FileFinder.isGlob(target.target())
        && !seen.contains(file.key())
        && (mode.scope().reads(file.key())
            || (known.get(file.key()) == null && isNewlyNamed(target)))) {
      ahead.begin(file.key(), () -> read(file));
    }
  }

  private void provided(String key, ProvidedEntity entity) {
    FileParser parser =
        new FileParser(entity.root(root), processing, entity.owner(root), entity.type(), NO_FILES);
    ParsedFile parsed = parser.provided(entity.json(), entity.location(root));
    seen.add(key);
    Rows rows = new Rows(root.key(), key, "", generation.text());
    List<ListedTarget> targets = withKept(parsed, known.get(key));
    batch.add(rows.single(parsed, targets, entity.type() + ":" + entity.target()));
    Target origin = new Target(entity.type(), entity.target(), false, "", List.of());
    Found found = new Found(origin, entity.target(), false);
    fresh.add(found.key());
    queue.give(found, targets);
  }

  /** The entity that stands for the root is not subject to the rules. */
  private SourceRead rootEntity() {
    Root unruled =
        new Root(
            root.key(), root.type(), root.target(), root.optional(), Optional.empty(), root.tree());
    FileParser parser = new FileParser(unruled, processing, root.ref(), root.type(), files());
    ParsedFile parsed = parser.single(LocationRefs.stored(root.type(), root.target()), 0);
    return new Rows(root.key(), "", "", generation.text()).own(parsed);
  }

  /** What stands for the root leads to where it is read from. */
  private SourceReader.Related files() {
    if (!root.type().equals("url")) {
      return NO_FILES;
    }
    Target target = new Target(root.type(), root.target(), root.optional(), "", List.of());
    return queue.reader(root.type()).files(new Found(target, root.target(), false));
  }

  private void target(Target target) {
    List<Found> files;
    if (isOutside(target)) {
      keepOutside(target);
      return;
    }
    try {
      if (!queue.reads(target.type()) && foreign(target)) {
        return;
      }
      files = queue.reader(target.type()).find(target);
    } catch (PortalException e) {
      checkInterrupt();
      unfound(target, target.target() + " " + e.getMessage());
      keepAll(target);
      return;
    }
    if (files.isEmpty() && FileFinder.isGlob(target.target()) && !target.optional()) {
      unfound(target, "no matching files found for " + target.target());
    }
    for (Found file : files) {
      checkInterrupt();
      if (seen.add(file.key())) {
        file(file);
      } else if (target.ancestors().contains(file.key())) {
        queue.fail(target.parentRef(), file.address() + " leads back to itself");
      }
    }
  }

  /** What leads to no file is stored as one that cannot be read, so that it is told of likewise. */
  private void unfound(Target target, String message) {
    Failure failure = new Failure(message, root.ref(), 0, 0);
    queue.fail(target.parentRef(), List.of(failure));
    Found place = new Found(target, target.target(), false);
    if (queue.reads(target.type()) && seen.add(place.key())) {
      batch.add(rows(place).unreadable(failure, known.get(place.key()), "url:" + place.address()));
    }
  }

  /** Has a processor read what the catalog itself cannot; returns false when none can. */
  private boolean foreign(Target target) {
    Found found = new Found(target, target.target(), false);
    if (!seen.add(found.key())) {
      return true;
    }
    try {
      Optional<Emitted> read =
          processing
              .pipeline()
              .processors()
              .readLocation(target.type(), target.target(), root.ref());
      if (read.isEmpty()) {
        seen.remove(found.key());
        return false;
      }
      FileParser parser = new FileParser(root, processing, found.key(), target.type(), NO_FILES);
      ParsedFile parsed = parser.emitted(read.get(), target.parentRef());
      queue.fail(target.parentRef(), parsed.failures());
      List<ListedTarget> targets = withKept(parsed, known.get(found.key()));
      batch.add(rows(found).file(parsed, Content.NONE, null, targets));
      queue.add(found, targets);
    } catch (PortalException e) {
      checkInterrupt();
      unreadable(found, e, known.get(found.key()));
    }
    return true;
  }

  /** What fails because the server stops says nothing about the file. */
  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw PortalException.unavailable("reading was interrupted");
    }
  }

  /** What a target gave stays as long as it cannot be told what it stands for. */
  private void keepAll(Target target) {
    for (SourceRow row : known.values()) {
      if (row.parentRef().equals(target.parentRef()) && seen.add(row.sourceKey())) {
        String address = row.sourceKey().substring(row.sourceKey().indexOf(':') + 1);
        queue.add(new Found(target, address, false), ListedTarget.parse(row.targets()));
      }
    }
  }

  /** What is not read by name, and need not be looked for. */
  private boolean isOutside(Target target) {
    boolean byName = queue.reads(target.type()) && !FileFinder.isGlob(target.target());
    return !byName
        && !mode.scope().reads(target.type() + ":" + target.target())
        && !isNewlyNamed(target);
  }

  private void keepOutside(Target target) {
    for (SourceRow row : known.values()) {
      if (row.parentRef().equals(target.parentRef()) && seen.add(row.sourceKey())) {
        String address = row.sourceKey().substring(row.sourceKey().indexOf(':') + 1);
        keep(new Found(target, address, false), row);
      }
    }
  }

  private boolean isNewlyNamed(Target target) {
    List<String> ancestors = target.ancestors();
    return !ancestors.isEmpty() && fresh.contains(ancestors.get(ancestors.size() - 1));
  }

  /** Leaves a file out that nobody said has changed; returns false when it has to be read. */
  private boolean isLeft(Found file, SourceRow before) {
    if (mode.scope().reads(file.key())) {
      return false;
    }
    if (before != null && before.parentRef().equals(file.target().parentRef())) {
      keep(file, before);
      return true;
    }
    if (before == null && !file.target().ancestors().isEmpty() && !isNewlyNamed(file.target())) {
      // It was missing, and may be.
      seen.remove(file.key());
      return true;
    }
    return false;
  }

  private void keep(Found file, SourceRow before) {
    queue.fail(file.target().parentRef(), Failure.parse(before.errors()));
    queue.add(file, ListedTarget.parse(before.targets()));
  }

  private void file(Found file) {
    SourceRow before = known.get(file.key());
    if (isLeft(file, before)) {
      return;
    }
    SourceReader reader = queue.reader(file.target().type());
    try {
      Content content = ahead.take(file.key(), () -> read(file));
      if (content.unchanged()) {
        unchanged(file, content, before);
      } else {
        parsed(file, content, reader, before);
      }
    } catch (PortalException e) {
      checkInterrupt();
      unreadable(file, e, before);
    }
  }

  private Content read(Found file) {
    SourceRow before = known.get(file.key());
    boolean usable = freshness.holds(before, file.target().parentRef());
    return queue.reader(file.target().type()).read(file, usable ? before : null, mode.thorough());
  }

  private void unchanged(Found file, Content content, SourceRow before) {
    if (!Objects.equals(content.stamp(), before.stamp())
        || !Objects.equals(content.etag(), before.etag())) {
      batch.restamp(file.key(), content);
    }
    // What is wrong with a file stays wrong until it changes.
    keep(file, before);
  }

  private void parsed(Found file, Content content, SourceReader reader, SourceRow before) {
    fresh.add(file.key());
    SourceReader.Related related = reader.files(file);
    FileParser parser = new FileParser(root, processing, file.key(), file.target().type(), related);
    ParsedFile parsed = parser.parse(content.bytes(), file.discovered());
    queue.fail(file.target().parentRef(), parsed.failures());
    List<ListedTarget> targets = withKept(parsed, before);
    batch.add(rows(file).file(parsed, content, related.dependencies(), targets));
    queue.add(file, targets);
  }

  private Rows rows(Found file) {
    return new Rows(root.key(), file.key(), file.target().parentRef(), generation.text());
  }

  /** What a Location entity that is broken now named before is still read. */
  private static List<ListedTarget> withKept(ParsedFile parsed, SourceRow before) {
    List<ListedTarget> targets = new ArrayList<>(parsed.targets());
    if (before == null) {
      return targets;
    }
    Set<String> valid = new HashSet<>();
    Set<String> broken = new HashSet<>();
    parsed.claims().forEach(claim -> (claim.json() == null ? broken : valid).add(claim.ref()));
    for (ListedTarget target : ListedTarget.parse(before.targets())) {
      if (broken.contains(target.parentRef())
          || (parsed.incomplete() && !valid.contains(target.parentRef()))) {
        targets.add(target);
      }
    }
    return targets;
  }

  private void unreadable(Found file, PortalException e, SourceRow before) {
    if (file.target().optional() && e.code() == ErrorCode.NOT_FOUND) {
      seen.remove(file.key());
      return;
    }
    Failure failure = new Failure(file.address() + " " + e.getMessage(), file.key(), 0, 0);
    queue.fail(file.target().parentRef(), List.of(failure));
    SourceRead read = rows(file).unreadable(failure, before, "url:" + file.address());
    batch.add(read);
    queue.add(file, ListedTarget.parse(read.row().targets()));
  }
}
