package dev.callboard.docs.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Counts publications, and knows which ones the search index has. It forgets when the bundle stops:
 * a position of an earlier time is not known any more, and everything is read anew. Thread-safe.
 */
final class Publications {
  private final String session = UUID.randomUUID().toString();
  private long last;
  private final Map<String, Long> published = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  /**
   * Up to where somebody has followed.
   *
   * @param publication the number of the last publication
   * @param feed the position in the catalog's feed
   */
  record Position(long publication, String feed) {}

  /** Returns the position as a text. */
  String position(long publication, String feed) {
    return session + " " + publication + " " + feed;
  }

  /** Reads a position; empty when it is of an earlier time. */
  Optional<Position> read(String text) {
    String[] parts = text.split(" ", 3);
    return parts.length == 3 && parts[0].equals(session)
        ? Optional.of(new Position(Long.parseLong(parts[1]), parts[2]))
        : Optional.empty();
  }

  /** Returns the number of the last publication, all before it being noted. */
  synchronized long reached() {
    return last;
  }

  /** Notes that the site of an entity was published. */
  synchronized void published(String ref) {
    published.put(ref, ++last);
  }

  /** Returns the entities whose sites were published after one number, up to another one. */
  List<String> since(long publication, long reached) {
    return published.entrySet().stream()
        .filter(each -> each.getValue() > publication && each.getValue() <= reached)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Remembers which version of a site is in the index, the empty text for none. */
  void remember(String ref, String tag) {
    tags.put(ref, tag);
  }

  /** Returns whether the site of an entity may be in the index. */
  boolean knows(String ref) {
    return tags.containsKey(ref);
  }

  /** Compares the known sites with what is published now. */
  void look(UnaryOperator<String> tagOf) {
    tags.forEach(
        (ref, tag) -> {
          if (!tag.equals(tagOf.apply(ref))) {
            published(ref);
          }
        });
  }
}
