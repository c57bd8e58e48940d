package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.Claim;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Reads a location and what its Location entities name without storing anything. Unlike a real run
 * it ends at the first thing that is wrong. Used once, by one thread; blocks.
 */
final class DryRun {
  private final Root root;
  private final Processing processing;
  private final IngestLimits limits;
  private final SourceReader reader;
  private final Queue<Target> queue = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> files = new HashMap<>();
  private final List<Map<String, Object>> entities = new ArrayList<>();
  private int nested;

  /**
   * Creates a run.
   *
   * @param reader for the type of the root
   */
  DryRun(Root root, Processing processing, IngestLimits limits, SourceReader reader) {
    this.root = root;
    this.processing = processing;
    this.limits = limits;
    this.reader = reader;
  }

  /**
   * Returns the entities in the order they are found, the one that stands for the location first.
   *
   * @throws PortalException with code {@code INPUT} that says what is wrong
   */
  List<Map<String, Object>> entities() {
    // it is not subject to the rules
    Root unruled =
        new Root(
            root.key(), root.type(), root.target(), root.optional(), Optional.empty(), root.tree());
    take(
        new FileParser(unruled, processing, root.ref(), root.type(), files())
            .single(LocationRefs.entity(root.type(), root.target()), 0));
    String ref = LocationRefs.entityRef(root.type(), root.target());
    queue.add(new Target(root.type(), root.target(), root.optional(), ref, List.of()));
    while (!queue.isEmpty()) {
      target(queue.remove());
    }
    return entities;
  }

  private void target(Target target) {
    List<Found> found;
    try {
      found = reader.find(target);
    } catch (PortalException e) {
      throw unreadable(e);
    }
    if (found.isEmpty() && !target.optional()) {
      throw unreadable(PortalException.notFound("no matching files found for " + target.target()));
    }
    for (Found file : found) {
      if (seen.add(file.key())) {
        file(file);
      } else if (target.ancestors().contains(file.key())) {
        throw wrong(file.address() + " leads back to itself");
      }
    }
  }

  private void file(Found file) {
    byte[] bytes;
    try {
      bytes = reader.read(file, null, true).bytes();
    } catch (PortalException e) {
      if (e.code() == ErrorCode.NOT_FOUND && file.target().optional()) {
        return;
      }
      throw unreadable(e);
    }
    if (bytes == null) {
      throw unreadable(PortalException.unavailable(file.address() + " came without content"));
    }
    FileParser parser =
        new FileParser(root, processing, file.key(), file.target().type(), reader.files(file));
    ParsedFile parsed = parser.parse(bytes, file.discovered());
    take(parsed);
    parsed.targets().forEach(listed -> enqueue(listed, file));
  }

  /** What stands for the root leads to where it is read from. */
  private SourceReader.Related files() {
    Target target = new Target(root.type(), root.target(), root.optional(), "", List.of());
    return reader.files(new Found(target, root.target(), false));
  }

  private void take(ParsedFile parsed) {
    if (!parsed.failures().isEmpty()) {
      Failure first = parsed.failures().get(0);
      throw wrong(first.file() + line(first.line()) + ": " + first.message());
    }
    for (Claim claim : parsed.claims()) {
      String where = claim.locationKey() + line(claim.line());
      if (claim.json() == null) {
        Object first = Json.objects(claim.errors()).get(0).get("message");
        throw wrong(claim.ref() + " in " + where + ": " + first);
      }
      String other = files.putIfAbsent(claim.ref(), where);
      if (other != null) {
        throw wrong("Duplicate nested entity: " + claim.ref() + " in " + other + " and " + where);
      }
    }
    entities.addAll(parsed.entities());
  }

  private void enqueue(ListedTarget listed, Found file) {
    List<String> ancestors = new ArrayList<>(file.target().ancestors());
    ancestors.add(file.key());
    if (ancestors.size() > limits.depth()) {
      throw wrong(listed.target() + " nests Location entities deeper than " + limits.depth());
    }
    if (++nested > limits.locations()) {
      throw wrong("Location entities name more than " + limits.locations() + " locations");
    }
    if (!listed.type().equals(root.type())) {
      throw wrong(
          listed.target()
              + " has the type "
              + listed.type()
              + ", but stands in a location of type "
              + root.type());
    }
    try {
      String target = reader.resolve(listed.target(), file);
      queue.add(
          new Target(listed.type(), target, listed.optional(), listed.parentRef(), ancestors));
    } catch (PortalException e) {
      throw wrong(listed.target() + " " + e.getMessage());
    }
  }

  private static String line(int line) {
    return line > 0 ? " line " + line : "";
  }

  private PortalException unreadable(PortalException e) {
    String name = e.code() == ErrorCode.NOT_FOUND ? e.code().errorName() : "Error";
    return new PortalException(
        ErrorCode.INPUT, name + ": Unable to read " + root.type() + ", " + e.getMessage(), e);
  }

  private static PortalException wrong(String what) {
    return PortalException.input("InputError: " + what);
  }
}
