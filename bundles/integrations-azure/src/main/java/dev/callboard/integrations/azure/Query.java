package dev.callboard.integrations.azure;

import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The query of a URL, whose parameters keep their order. Immutable. */
final class Query {
  private record Pair(String name, String raw) {}

  private final List<Pair> pairs;

  private Query(List<Pair> pairs) {
    this.pairs = pairs;
  }

  static Query of(URI url) {
    List<Pair> pairs = new ArrayList<>();
    for (String pair : (url.getRawQuery() == null ? "" : url.getRawQuery()).split("&")) {
      int equal = pair.indexOf('=');
      if (!pair.isEmpty()) {
        pairs.add(new Pair(equal < 0 ? pair : pair.substring(0, equal), pair.substring(equal + 1)));
      }
    }
    return new Query(pairs);
  }

  /** Returns the first value of a parameter, decoded; a plus sign stands for a space. */
  Optional<String> value(String name) {
    return pairs.stream()
        .filter(pair -> pair.name().equals(name))
        .map(pair -> UrlPath.decode(pair.raw().replace("+", "%20")))
        .findFirst();
  }

  /** Returns the query with another value of a parameter, at its place or at the end. */
  Query with(String name, String value) {
    List<Pair> next = new ArrayList<>();
    boolean found = false;
    for (Pair pair : pairs) {
      if (!pair.name().equals(name)) {
        next.add(pair);
      } else if (!found) {
        next.add(new Pair(name, UrlPath.encode(value)));
        found = true;
      }
    }
    if (!found) {
      next.add(new Pair(name, UrlPath.encode(value)));
    }
    return new Query(next);
  }

  /** Returns the URL with this query in place of its own. */
  String on(URI url) {
    String plain = url.toString().replaceFirst("[?#].*", "");
    List<String> texts = pairs.stream().map(pair -> pair.name() + "=" + pair.raw()).toList();
    return texts.isEmpty() ? plain : plain + "?" + String.join("&", texts);
  }
}
