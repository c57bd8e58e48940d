package dev.callboard.supply.chain.feed;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A feed that is imported by itself: an entry of {@code supplyChain.feeds}.
 *
 * @param type {@code osv}, {@code kev} or {@code epss}
 * @param url where it is, or empty
 * @param path a file or folder, or empty
 * @param frequency how often it is asked
 */
record FeedSource(String type, String url, String path, Duration frequency) {
  private static final String KEY = "supplyChain.feeds";
  private static final Set<String> TYPES = Set.of("osv", "kev", "epss");
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Reads them; one that is wrong is an error that names it. */
  static List<FeedSource> of(Config config) {
    List<FeedSource> all = new ArrayList<>();
    for (Config each : config.sections(KEY)) {
      String where = KEY + "[" + all.size() + "]";
      String type = each.string("type").orElse("");
      if (!TYPES.contains(type)) {
        throw PortalException.input(where + ".type must be one of osv, kev and epss");
      }
      String url = each.string("url").orElse("");
      String path = each.string("path").orElse("");
      if (url.isEmpty() == path.isEmpty()) {
        throw PortalException.input(where + " must have either url or path");
      }
      Duration frequency = each.duration("frequency").orElse(Duration.ofDays(1));
      if (frequency.compareTo(SHORTEST) < 0) {
        throw PortalException.input(where + ".frequency must be a minute or more");
      }
      all.add(new FeedSource(type, url, path, frequency));
    }
    return all;
  }

  /** Returns the name under which its state is kept. */
  String name() {
    return type + " " + (url.isEmpty() ? path : url);
  }
}
