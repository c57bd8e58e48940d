package dev.callboard.search.follow;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;

/**
 * The indexes of some types as they are at one moment. To be closed when the search is over; not
 * thread-safe.
 */
public final class SearchView implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Map<String, TypeView> views = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  private SearchView() {}

  static SearchView of(List<TypeFollower> followers, Config config) {
    long end =
        System.nanoTime()
            + config.duration("search.index.startTimeout").orElse(LONGEST_WAIT).toNanos();
    SearchView view = new SearchView();
    try {
      for (TypeFollower follower : followers) {
        view.add(follower, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      return view;
    } catch (InterruptedException e) {
      view.close();
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("The search was interrupted");
    } catch (IOException | RuntimeException e) {
      view.close();
      throw PortalException.unavailable("The search index is being made anew, try again later");
    }
  }

  private void add(TypeFollower follower, Duration longest)
      throws InterruptedException, IOException {
    if (!follower.isSearchable()) {
      follower.awaitOpened(longest);
    }
    Optional<TypeView> found = follower.view();
    String type = follower.collator().type();
    found.ifPresentOrElse(open -> views.put(type, open), () -> missing.add(type));
  }

  /** Returns what there is to search, by type. */
  public Map<String, DirectoryReader> readers() {
    Map<String, DirectoryReader> readers = new LinkedHashMap<>();
    views.forEach((type, view) -> readers.put(type, view.reader()));
    return readers;
  }

  /** Returns the types that cannot be searched now. */
  public List<String> missing() {
    return missing;
  }

  /** Has everything in this view made anew: reading it failed. */
  public void broken() {
    views.values().forEach(view -> view.follower().rebuild());
  }

  @Override
  public void close() {
    for (TypeView view : views.values()) {
      try {
        view.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    views.clear();
  }
}
