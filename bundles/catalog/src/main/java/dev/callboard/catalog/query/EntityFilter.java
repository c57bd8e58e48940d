package dev.callboard.catalog.query;

import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Segment;
import dev.callboard.catalog.index.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which entities are meant, whoever asks: filters of requests, full text and the conditions of
 * permissions alike. Keys and values are in lower case. Immutable.
 */
public sealed interface EntityFilter {
  /** Means every entity. */
  EntityFilter ALL = new AllOf(List.of());

  /** Means no entity. */
  EntityFilter NONE = new AnyOf(List.of());

  /** Each of these has to hold; none means all entities. */
  record AllOf(List<EntityFilter> filters) implements EntityFilter {
    /** Copies the list. */
    public AllOf {
      filters = List.copyOf(filters);
    }
  }

  /** One of these has to hold; none means no entity. */
  record AnyOf(List<EntityFilter> filters) implements EntityFilter {
    /** Copies the list. */
    public AnyOf {
      filters = List.copyOf(filters);
    }
  }

  /** This must not hold. */
  record Not(EntityFilter filter) implements EntityFilter {}

  /** The key is there, be its value null. */
  record Exists(String key) implements EntityFilter {
    /** Lower-cases. */
    public Exists {
      key = lower(key);
    }
  }

  /** The key has one of the values. */
  record Equals(String key, Set<String> values) implements EntityFilter {
    /** Lower-cases. */
    public Equals {
      key = lower(key);
      values = values.stream().map(EntityFilter::lower).collect(Collectors.toUnmodifiableSet());
    }
  }

  /** The key has a value that starts so. */
  record StartsWith(String key, String prefix) implements EntityFilter {
    /** Lower-cases. */
    public StartsWith {
      key = lower(key);
      prefix = lower(prefix);
    }
  }

  /** One of the keys has a value that contains the term, literally. */
  record Contains(List<String> keys, String term) implements EntityFilter {
    /** Lower-cases. */
    public Contains {
      keys = keys.stream().map(EntityFilter::lower).toList();
      term = lower(term);
    }
  }

  /**
   * Means what another filter means, and the index keeps what that is: for a filter that many
   * requests share. Equal to itself only, so that looking it up costs nothing.
   */
  final class Kept implements EntityFilter {
    private final EntityFilter filter;
    private final String id = UUID.randomUUID().toString();

    /** Creates a filter to be kept for as long as it is of use. */
    public Kept(EntityFilter filter) {
      this.filter = filter;
    }

    /** Returns what is meant. */
    public EntityFilter filter() {
      return filter;
    }

    /** Returns a text that no other filter has. */
    public String id() {
      return id;
    }
  }

  /** Returns a filter that means what both mean. */
  default EntityFilter and(EntityFilter other) {
    return this.equals(ALL) ? other : other.equals(ALL) ? this : new AllOf(List.of(this, other));
  }

  /** Returns the entities of a snapshot that are meant. */
  default Matches in(Snapshot snapshot) {
    return equals(ALL) ? snapshot.all() : snapshot.where(this::in);
  }

  /** Returns the documents of a segment that are meant, dead ones included; never change it. */
  default RoaringBitmap in(Segment segment) {
    return FilterEvaluator.evaluate(this, segment);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
