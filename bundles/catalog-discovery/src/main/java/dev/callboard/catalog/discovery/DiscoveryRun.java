package dev.callboard.catalog.discovery;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.DiscoveryStore.State;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a source from where it was left to its end. Pages are given to the catalog first and noted
 * then: after a crash between the two it is given twice, which changes nothing. What is gone is
 * removed at the end of a whole run only, all at once, so that the guard against mass deletion sees
 * it together. Once in a while everything is given anew, in case the catalog lost something.
 */
final class DiscoveryRun {
  private static final Duration EVERYTHING = Duration.ofHours(24);

  /**
   * What is given costs the catalog more the more it has of a source, so that later pages are given
   * together: a twentieth of what was given before.
   */
  private static final int PART = 20;

  private static final int MOST = 5_000;

  private final Source source;
  private final EntityProviderConnection connection;
  private final DiscoveryStore store;
  private final Clock clock;
  private final Runnable between;
  private final Giving giving;
  private int given;

  /**
   * Creates a run.
   *
   * @param between is called from time to time, when what was read has been stored
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

  /** Reads some pages, gives what they have and stores how far it came. */
  private State next(State state) throws InterruptedException {
    List<Entity> found = new ArrayList<>();
    Optional<String> place = state.place();
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped; the next run goes on from here");
      }
      Page page;
      try {
        page = source.page(place.orElse(null));
      } catch (PortalException e) {
        failed(e, found.isEmpty() ? state : give(state, found, place, true));
        throw e;
      }
      found.addAll(page.entities());
      place = page.next();
    } while (place.isPresent() && found.size() < Math.min(MOST, given / PART));
    return give(state, found, place, place.isPresent());
  }

  private State give(State state, List<Entity> found, Optional<String> place, boolean reading) {
    Map<String, Given> seen = giving.give(found, state.everything());
    given += found.size();
    State next = at(state, place, reading);
    store.advance(source.name(), next, seen);
    return next;
  }

  private void failed(PortalException e, State state) {
    if (e.code() != ErrorCode.SERVICE_UNAVAILABLE && state.place().isPresent()) {
      // The place may be one that the source no longer knows.
      store.advance(source.name(), at(state, Optional.empty(), true), Map.of());
    }
  }

  private static State at(State state, Optional<String> place, boolean reading) {
    return new State(
        state.run(), reading, place, state.fingerprint(), state.everything(), state.everythingAt());
  }
}
