package dev.callboard.supply.chain.feed;

import dev.callboard.supply.chain.version.VersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions an advisory is about, by the algorithm of the OSV schema, section "Evaluation".
 * Immutable.
 */
public final class AffectedVersions {
  /** What an event does to the versions from it on. */
  enum Kind {
    /** It and later ones are affected. */
    INTRODUCED,
    /** It and later ones are not. */
    FIXED,
    /** Those after it are not. */
    LAST_AFFECTED,
    /** Only those before one of these are. */
    LIMIT
  }

  /** A place in the order of versions. */
  record Event(Kind kind, String version) {}

  /** Events by the order of the ecosystem, or by that of Semantic Versioning. */
  record Range(boolean semantic, List<Event> events) {}

  private static final List<Kind> RANK =
      List.of(Kind.FIXED, Kind.INTRODUCED, Kind.LAST_AFFECTED, Kind.LIMIT);

  private final List<String> versions;
  private final List<Range> ranges;

  AffectedVersions(List<String> versions, List<Range> ranges) {
    this.versions = List.copyOf(versions);
    this.ranges = List.copyOf(ranges);
  }

  /** Returns whether a version is affected. */
  public boolean contains(String ecosystem, String version) {
    if (version.isEmpty()) {
      return false;
    }
    Optional<VersionOrder> order = VersionOrder.of(ecosystem);
    for (String each : versions) {
      if (each.equals(version) || order.filter(by -> by.compare(each, version) == 0).isPresent()) {
        return true;
      }
    }
    for (Range range : ranges) {
      Optional<VersionOrder> by = range.semantic() ? VersionOrder.of("npm") : order;
      if (by.isPresent() && contains(by.get(), range.events(), version)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(VersionOrder order, List<Event> events, String version) {
    List<Event> sorted = new ArrayList<>(events);
    // "0" as an introduction stands for a version before all others.
    Comparator<Event> byVersion =
        (a, b) ->
            isStart(a) || isStart(b)
                ? Boolean.compare(!isStart(a), !isStart(b))
                : order.compare(a.version(), b.version());
    // At one version, what ends there ends before what begins, and what it is the last of after.
    sorted.sort(byVersion.thenComparing(event -> RANK.indexOf(event.kind())));
    boolean affected = false;
    boolean limited = false;
    boolean within = false;
    for (Event event : sorted) {
      int is = isStart(event) ? 1 : order.compare(version, event.version());
      switch (event.kind()) {
        case INTRODUCED -> affected |= is >= 0;
        case FIXED -> affected &= is < 0;
        case LAST_AFFECTED -> affected &= is <= 0;
        default -> {
          limited = true;
          within |= event.version().equals("*") || is < 0;
        }
      }
    }
    return affected && (!limited || within);
  }

  private static boolean isStart(Event event) {
    return event.kind() == Kind.INTRODUCED && event.version().equals("0");
  }

  /** Returns the versions that are the first without it. */
  public Set<String> fixed() {
    Set<String> fixed = new LinkedHashSet<>();
    for (Range range : ranges) {
      for (Event event : range.events()) {
        if (event.kind() == Kind.FIXED) {
          fixed.add(event.version());
        }
      }
    }
    return fixed;
  }

  /** Returns a text that {@link #read} understands: a line for the versions and each range. */
  public String write() {
    StringBuilder text = new StringBuilder("v");
    versions.forEach(version -> text.append('\t').append(version));
    for (Range range : ranges) {
      text.append('\n').append(range.semantic() ? 's' : 'e');
      for (Event event : range.events()) {
        text.append('\t').append(event.kind().name().charAt(0));
        text.append(event.kind() == Kind.LIMIT ? "*" : "").append(event.version());
      }
    }
    return text.toString();
  }

  /** Reads what {@link #write} wrote. */
  public static AffectedVersions read(String text) {
    List<String> versions = List.of();
    List<Range> ranges = new ArrayList<>();
    for (String line : text.split("\n")) {
      List<String> words = List.of(line.split("\t"));
      List<String> rest = words.subList(1, words.size());
      if (words.get(0).equals("v")) {
        versions = rest;
      } else {
        ranges.add(
            new Range(
                words.get(0).equals("s"), rest.stream().map(AffectedVersions::event).toList()));
      }
    }
    return new AffectedVersions(versions, ranges);
  }

  private static Event event(String word) {
    String version = word.substring(1);
    return switch (word.charAt(0)) {
      case 'I' -> new Event(Kind.INTRODUCED, version);
      case 'F' -> new Event(Kind.FIXED, version);
      default ->
          version.startsWith("*")
              ? new Event(Kind.LIMIT, version.substring(1))
              : new Event(Kind.LAST_AFFECTED, version);
    };
  }
}
