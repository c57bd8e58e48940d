package dev.callboard.supply.chain.format;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.Purls;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Collects what a document says while it is read, within the limits. Not thread-safe. */
final class Collected {
  private static final int WARNINGS = 100;

  private final DocumentLimits limits;
  private final List<Component> components = new ArrayList<>();
  private final Map<String, Integer> byRef = new HashMap<>();
  private final Map<String, List<String>> edges = new LinkedHashMap<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> roots = new TreeSet<>();
  private int edgeCount;
  String specVersion = "";
  String tool = "";

  Collected(DocumentLimits limits) {
    this.limits = limits;
  }

  /** Takes a component; one without a good package URL is known by its name only. */
  void component(
      String ref, String group, String name, String version, String licence, String purl, Node at) {
    if (components.size() >= limits.components()) {
      throw tooMany("components", limits.components());
    }
    Optional<Purls.Versioned> known = Purls.read(purl);
    if (known.isEmpty() && !purl.isEmpty()) {
      warn(at.pointer() + ": '" + cut(purl, 200) + "' is no package URL; known by its name only");
    }
    PackageId pkg =
        known
            .map(Purls.Versioned::pkg)
            .orElse(new PackageId("", group.isEmpty() ? name : group + "/" + name));
    String is = known.map(Purls.Versioned::version).filter(v -> !v.isEmpty()).orElse(version);
    byRef.putIfAbsent(ref.isEmpty() ? "#" + components.size() : ref, components.size());
    components.add(new Component(pkg, cut(is, 200), cut(licence, 500), cut(purl, 1000), -1));
  }

  /** Names what the document is about, which is no part of itself. */
  void root(String ref) {
    roots.add(ref);
  }

  boolean isRoot(String ref) {
    return roots.contains(ref);
  }

  void edge(String from, String to) {
    edgeCount++;
    if (edgeCount > 10L * limits.components()) {
      throw tooMany("dependencies", 10 * limits.components());
    }
    edges.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
  }

  Optional<Component> byRef(String ref) {
    return Optional.ofNullable(byRef.get(ref)).map(components::get);
  }

  void occurrence(Occurrence occurrence) {
    if (occurrences.size() >= limits.occurrences()) {
      throw tooMany("findings", limits.occurrences());
    }
    occurrences.add(occurrence);
  }

  void statement(Statement statement) {
    if (statements.size() >= limits.occurrences()) {
      throw tooMany("statements", limits.occurrences());
    }
    statements.add(statement);
  }

  void warn(String warning) {
    if (warnings.size() < WARNINGS) {
      warnings.add(warning);
    }
  }

  SecurityDocument build(String format) {
    return new SecurityDocument(
        format, specVersion, cut(tool, 200), withParents(), occurrences, statements, warnings);
  }

  /** Breadth first from the root, so that each component gets a shortest way. */
  private List<Component> withParents() {
    int[] parents = new int[components.size()];
    boolean[] seen = new boolean[components.size()];
    Arrays.fill(parents, -1);
    Deque<Integer> open = new ArrayDeque<>();
    Map<Integer, List<Integer>> below = new HashMap<>();
    roots.forEach(root -> reach(edges.getOrDefault(root, List.of()), -1, seen, parents, open));
    edges.forEach(
        (from, to) -> {
          Integer at = byRef.get(from);
          if (at != null) {
            below.put(at, to.stream().map(byRef::get).filter(i -> i != null).toList());
          }
        });
    drain(open, below, seen, parents);
    // What no way from the root reaches begins where nobody brings it.
    boolean[] brought = new boolean[components.size()];
    below.values().forEach(all -> all.forEach(i -> brought[i] = true));
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < seen.length; i++) {
        if (!seen[i] && (pass == 1 || !brought[i])) {
          seen[i] = true;
          open.add(i);
          drain(open, below, seen, parents);
        }
      }
    }
    List<Component> all = new ArrayList<>();
    for (int i = 0; i < parents.length; i++) {
      Component each = components.get(i);
      all.add(new Component(each.pkg(), each.version(), each.licence(), each.purl(), parents[i]));
    }
    return all;
  }

  private void reach(
      List<String> refs, int from, boolean[] seen, int[] parents, Deque<Integer> open) {
    for (String ref : refs) {
      Integer at = byRef.get(ref);
      if (at != null && !seen[at]) {
        seen[at] = true;
        parents[at] = from;
        open.add(at);
      }
    }
  }

  private static void drain(
      Deque<Integer> open, Map<Integer, List<Integer>> below, boolean[] seen, int[] parents) {
    while (!open.isEmpty()) {
      int from = open.remove();
      for (int to : below.getOrDefault(from, List.of())) {
        if (!seen[to]) {
          seen[to] = true;
          parents[to] = from;
          open.add(to);
        }
      }
    }
  }

  static String cut(String text, int most) {
    String line = text.strip();
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }

  private static PortalException tooMany(String what, int limit) {
    return new PortalException(
        ErrorCode.PAYLOAD_TOO_LARGE,
        "The document has more than " + limit + " " + what + ", see supplyChain.limits");
  }
}
