package dev.callboard.catalog.discovery;

import dev.callboard.catalog.discovery.DiscoveryStore.State;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a source from where it was left to its end. A page is given to the catalog first and noted
 * then: after a crash between the two it is given twice, which changes nothing. What is gone is
 * removed at the end of a whole run only, all at once, so that the guard against mass deletion sees
 * it together. Once in a while everything is given anew, in case the catalog lost something.
 */
final class DiscoveryRun {
  private static final Duration EVERYTHING = Duration.ofHours(24);

  private final Source source;
  private final EntityProviderConnection connection;
  private final DiscoveryStore store;
  private final Clock clock;
  private final Runnable between;
  private final Giving giving;

  /**
   * Creates a run.
   *
   * @param between is called after each page, when what the page said has been stored
   */
  DiscoveryRun(
      Source source,
      EntityProviderConnection connection,
      DiscoveryStore store,
      Clock clock,
      Runnable between) {
    this.source = source;
    this.connection = connection;
    this.store = store;
    this.clock = clock;
    this.between = between;
    this.giving = new Giving(source, connection, store);
  }

  /** Returns how many entities were added, changed or removed. */
  int run() throws InterruptedException {
    State state = begin();
    while (state.reading()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped; the next run goes on from here");
      }
      state = next(state);
      between.run();
    }
    long since = source.overlooks() ? state.run() - 1 : state.run();
    List<String> gone = store.unseenSince(source.name(), since);
    if (!gone.isEmpty()) {
      connection.applyDelta(List.of(), gone);
      store.forgetSince(source.name(), since);
    }
    return giving.changed() + gone.size();
  }

  private State begin() {
    Optional<State> last = store.state(source.name());
    String fingerprint = source.fingerprint();
    if (last.isPresent() && last.get().reading() && last.get().fingerprint().equals(fingerprint)) {
      return last.get();
    }
    long now = clock.millis();
    boolean everything =
        last.map(state -> now - state.everythingAt() >= EVERYTHING.toMillis()).orElse(true);
    State state =
        new State(
            last.map(State::run).orElse(0L) + 1,
            true,
            Optional.empty(),
            fingerprint,
            everything,
            everything ? now : last.get().everythingAt());
    store.advance(source.name(), state, Map.of());
    return state;
  }

  private State next(State state) {
    Page page = page(state);
    Map<String, Given> seen = giving.give(page.entities(), state.everything());
    State next = at(state, page.next(), page.next().isPresent());
    store.advance(source.name(), next, seen);
    return next;
  }

  private static State at(State state, Optional<String> place, boolean reading) {
    return new State(
        state.run(), reading, place, state.fingerprint(), state.everything(), state.everythingAt());
  }

  private Page page(State state) {
    try {
      return source.page(state.place().orElse(null));
    } catch (PortalException e) {
      if (e.code() != ErrorCode.SERVICE_UNAVAILABLE && state.place().isPresent()) {
        // The place may be one that the source no longer knows.
        store.advance(source.name(), at(state, Optional.empty(), true), Map.of());
      }
      throw e;
    }
  }
}
