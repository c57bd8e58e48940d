package dev.callboard.catalog.ingest;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.RootEnd;
import dev.callboard.catalog.store.SourceRead;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads one root to the end: its files, what their Location entities name, and so on. Stores in
 * batches as it goes. A target that cannot be read keeps what it gave before and does not affect
 * the others. Used once, by one thread; blocks.
 */
final class RootRun {
  /** What a run did. */
  record Outcome(int files, int created, int updated, int removed, Set<String> takeoverRoots) {}

  private static final SourceReader.Related NO_FILES = new NoFiles();

  private final Root root;
  private final Processing processing;
  private final IngestLimits limits;
  private final CatalogStore store;
  private final CatalogIndex index;
  private final Function<String, SourceReader> readers;
  private final boolean thorough;
  private final String generation;
  private final Deque<Target> queue = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, List<Failure>> failures = new HashMap<>();
  private final List<SourceRead> batch = new ArrayList<>();
  private final List<Changes.Lost> lost = new ArrayList<>();
  private final Set<String> orphanCandidates = new LinkedHashSet<>();
  private final Set<String> dirty = new LinkedHashSet<>();
  private Map<String, SourceRow> known = Map.of();
  private int batched;
  private int nested;
  private int created;
  private int updated;

  RootRun(
      Root root,
      Processing processing,
      IngestLimits limits,
      CatalogStore store,
      CatalogIndex index,
      Function<String, SourceReader> readers,
      boolean thorough) {
    this.root = root;
    this.processing = processing;
    this.limits = limits;
    this.store = store;
    this.index = index;
    this.readers = readers;
    this.thorough = thorough;
    this.generation =
        processing.generation() + " " + root.rules().map(rules -> rules.fingerprint()).orElse("");
  }

  Outcome run() {
    known = store.sources(root.key());
    String rootRef = LocationRefs.entityRef(root.type(), root.target());
    seen.add("");
    add(rootEntity(rootRef));
    queue.add(new Target(root.type(), root.target(), root.optional(), rootRef, List.of()));
    failures.put(rootRef, new ArrayList<>());
    while (!queue.isEmpty()) {
      target(queue.poll());
    }
    flush();
    return finish(this::isGone);
  }

  private Outcome finish(Predicate<String> isGone) {
    Map<String, String> targetErrors = new HashMap<>();
    failures.forEach((ref, list) -> targetErrors.put(ref, Failure.text(list)));
    Changes changes =
        store.finish(root.key(), new RootEnd(isGone, lost, orphanCandidates, dirty, targetErrors));
    publish(changes);
    Set<String> roots = new LinkedHashSet<>();
    changes.takeovers().forEach(source -> roots.add(source.rootKey()));
    return new Outcome(
        seen.size() - 1, created, updated + changes.updated(), changes.removed().size(), roots);
  }

  /**
   * Takes what a provider gives, and reads the locations that its entities name.
   *
   * @param given by the key of their source
   * @param isGone tells of a source that the provider no longer has
   */
  Outcome provided(Map<String, ProvidedEntity> given, Predicate<String> isGone) {
    known = store.sources(root.key());
    failures.put("", new ArrayList<>());
    given.forEach(this::provided);
    while (!queue.isEmpty()) {
      target(queue.poll());
    }
    flush();
    return finish(key -> !seen.contains(key) && isGone.test(key));
  }

  private void provided(String key, ProvidedEntity entity) {
    FileParser parser =
        new FileParser(entity.root(root), processing, entity.owner(root), entity.type(), NO_FILES);
    ParsedFile parsed = parser.single(entity.json(), 0);
    boolean faulty = parsed.claims().stream().anyMatch(claim -> claim.json() == null);
    String targets = ListedTarget.text(parsed.targets());
    seen.add(key);
    add(
        new SourceRead(
            row(key, "", faulty ? "error" : "ok", null, targets, parsed),
            parsed.claims(),
            false,
            parsed.refreshKeys()));
    Target origin = new Target(entity.type(), entity.target(), false, "", List.of());
    enqueue(new Found(origin, entity.target(), false), parsed.targets());
  }

  private boolean isGone(String sourceKey) {
    return !seen.contains(sourceKey);
  }

  private SourceRead rootEntity(String ref) {
    FileParser parser = new FileParser(unruled(), processing, root.ref(), root.type(), null);
    ParsedFile parsed = parser.single(LocationRefs.entity(root.type(), root.target()), 0);
    return new SourceRead(row("", "", "ok", null, null, parsed), parsed.claims(), false, Set.of());
  }

  /** The entity that stands for the root is not subject to the rules. */
  private Root unruled() {
    return new Root(
        root.key(),
        root.type(),
        root.target(),
        root.optional(),
        java.util.Optional.empty(),
        root.tree());
  }

  private void target(Target target) {
    List<Found> files;
    try {
      files = reader(target).find(target);
    } catch (PortalException e) {
      fail(target, target.target() + " " + e.getMessage());
      keepAll(target);
      return;
    }
    if (files.isEmpty() && FileFinder.isGlob(target.target()) && !target.optional()) {
      fail(target, "no matching files found for " + target.target());
    }
    for (Found file : files) {
      if (Thread.currentThread().isInterrupted()) {
        throw PortalException.unavailable("reading was interrupted");
      }
      if (seen.add(file.key())) {
        file(file);
      } else if (target.ancestors().contains(file.key())) {
        fail(target, file.address() + " leads back to itself");
      }
    }
  }

  /** What a target gave stays as long as it cannot be told what it stands for. */
  private void keepAll(Target target) {
    for (SourceRow row : known.values()) {
      if (row.parentRef().equals(target.parentRef()) && seen.add(row.sourceKey())) {
        String address = row.sourceKey().substring(row.sourceKey().indexOf(':') + 1);
        enqueue(new Found(target, address, false), ListedTarget.parse(row.targets()));
      }
    }
  }

  private SourceReader reader(Target target) {
    SourceReader reader = readers.apply(target.type());
    if (reader == null) {
      throw PortalException.input("has the type " + target.type() + ", which is not known here");
    }
    return reader;
  }

  private void file(Found file) {
    SourceRow before = known.get(file.key());
    boolean usable =
        before != null
            && before.generation().equals(generation)
            && before.parentRef().equals(file.target().parentRef())
            && !before.state().equals("unreadable");
    SourceReader reader = reader(file.target());
    try {
      Content content = reader.read(file, usable ? before : null, thorough);
      if (content.unchanged()) {
        // What is wrong with a file stays wrong until it changes.
        failures.get(file.target().parentRef()).addAll(Failure.parse(before.errors()));
        enqueue(file, ListedTarget.parse(before.targets()));
        return;
      }
      parsed(file, content, reader, before);
    } catch (PortalException e) {
      unreadable(file, e, before);
    }
  }

  private void parsed(Found file, Content content, SourceReader reader, SourceRow before) {
    SourceReader.Related related = reader.files(file);
    FileParser parser = new FileParser(root, processing, file.key(), file.target().type(), related);
    ParsedFile parsed = parser.parse(content.bytes(), file.discovered());
    boolean faulty =
        !parsed.failures().isEmpty()
            || parsed.claims().stream().anyMatch(claim -> claim.json() == null);
    String state = parsed.foreign() ? "ignored" : faulty ? "error" : "ok";
    for (Failure failure : parsed.failures()) {
      failures.get(file.target().parentRef()).add(failure);
    }
    List<ListedTarget> targets = withKept(parsed, before);
    SourceRow row =
        new SourceRow(
            root.key(),
            file.key(),
            file.target().parentRef(),
            state,
            Failure.text(parsed.failures()),
            content.etag(),
            content.digest(),
            content.stamp(),
            related.dependencies(),
            ListedTarget.text(targets),
            generation,
            parsed.claims().size(),
            System.currentTimeMillis(),
            System.currentTimeMillis());
    add(new SourceRead(row, parsed.claims(), parsed.incomplete(), parsed.refreshKeys()));
    enqueue(file, targets);
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
    failures.get(file.target().parentRef()).add(failure);
    String targets = before == null ? null : before.targets();
    SourceRow row =
        new SourceRow(
            root.key(),
            file.key(),
            file.target().parentRef(),
            "unreadable",
            Failure.text(List.of(failure)),
            null,
            null,
            null,
            null,
            targets,
            generation,
            before == null ? 0 : before.entities(),
            System.currentTimeMillis(),
            before == null ? 0 : before.changedAt());
    add(new SourceRead(row, List.of(), true, Set.of("url:" + file.address())));
    enqueue(file, ListedTarget.parse(targets));
  }

  private void enqueue(Found file, List<ListedTarget> targets) {
    for (ListedTarget listed : targets) {
      failures.computeIfAbsent(listed.parentRef(), ref -> new ArrayList<>());
      List<String> ancestors = new ArrayList<>(file.target().ancestors());
      ancestors.add(file.key());
      Target written =
          new Target(
              listed.type(), listed.target(), listed.optional(), listed.parentRef(), ancestors);
      if (ancestors.size() > limits.depth()) {
        fail(written, listed.target() + " nests Location entities deeper than " + limits.depth());
        continue;
      }
      if (++nested > limits.locations()) {
        fail(written, "Location entities name more than " + limits.locations() + " locations");
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
        fail(written, listed.target() + " " + e.getMessage());
      }
    }
  }

  private String resolved(ListedTarget listed, Found file) {
    String from = file.target().type();
    if (listed.type().equals(from)) {
      return reader(file.target()).resolve(listed.target(), file);
    }
    if (!listed.type().equals("url")) {
      throw PortalException.notAllowed(
          "has the type " + listed.type() + ", but stands in a location of type " + from);
    }
    return listed.target();
  }

  private void fail(Target target, String message) {
    failures.get(target.parentRef()).add(new Failure(message, root.ref(), 0, 0));
  }

  private SourceRow row(
      String key, String parent, String state, String digest, String targets, ParsedFile parsed) {
    long now = System.currentTimeMillis();
    return new SourceRow(
        root.key(),
        key,
        parent,
        state,
        null,
        null,
        digest,
        null,
        null,
        targets,
        generation,
        parsed.claims().size(),
        now,
        now);
  }

  private void add(SourceRead read) {
    batch.add(read);
    batched += read.claims().size() + 1;
    if (batched >= limits.batch()) {
      flush();
    }
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    Changes changes = store.apply(root.key(), batch);
    batch.clear();
    batched = 0;
    lost.addAll(changes.lost());
    orphanCandidates.addAll(changes.orphanCandidates());
    dirty.addAll(changes.dirty());
    created += changes.created();
    updated += changes.updated();
    publish(changes);
  }

  private void publish(Changes changes) {
    if (!changes.upserts().isEmpty() || !changes.removed().isEmpty()) {
      index.apply(changes.upserts(), changes.removed());
    }
  }
}
