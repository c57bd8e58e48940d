package dev.callboard.supply.chain.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.finding.FindingChange;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the history of findings for one reader of events, who is told of entities that may be
 * seen at that moment.
 */
final class FindingReader {
  private static final Logger LOG = LoggerFactory.getLogger(FindingReader.class);
  private static final int BATCH = 100;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Store store;
  private final Access access;
  private final PortalPrincipal caller;
  private final String entityRef;
  private final EventPump pump;
  private final ObjectMapper mapper = new ObjectMapper();
  private long position;

  /**
   * Creates a reader.
   *
   * @param position the number before the first change that it wants
   * @param entityRef about which one only, or empty
   */
  FindingReader(
      Store store,
      Access access,
      PortalPrincipal caller,
      String entityRef,
      long position,
      TaskExecutor tasks) {
    this.store = store;
    this.access = access;
    this.caller = caller;
    this.entityRef = entityRef;
    this.position = position;
    this.pump =
        new EventPump(
            "send findings to a reader",
            RETRY,
            tasks,
            this::send,
            e -> LOG.error("Sending findings to a reader failed", e));
  }

  EventPump pump() {
    return pump;
  }

  private void send(EventReader to) {
    long last = store.read(FindingChange::last);
    if (position > last && to.isReady()) {
      // The database is older than what the reader has seen.
      position = last;
      to.send(Long.toString(last), "reset", "{}");
    }
    while (to.isReady() && !Thread.currentThread().isInterrupted()) {
      FindingChange.Page page = store.read(c -> FindingChange.after(c, position, BATCH));
      Predicate<String> visible = page.changes().isEmpty() ? ref -> false : access.visible(caller);
      for (FindingChange each : page.changes()) {
        if (!to.isReady()) {
          return;
        }
        String ref = each.finding().entityRef();
        if ((entityRef.isEmpty() || entityRef.equals(ref)) && visible.test(ref)) {
          to.send(Long.toString(each.id()), each.type(), json(each));
        }
        position = each.id();
      }
      position = page.position();
      if (!page.more()) {
        return;
      }
    }
  }

  private String json(FindingChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Json.time(change.atMillis()));
    json.put("actor", change.actor());
    if (!change.from().isEmpty()) {
      json.put("from", FindingState.valueOf(change.from()).text());
    }
    json.put("to", FindingState.valueOf(change.to()).text());
    Json.put(json, "reason", change.reason());
    json.put("finding", Json.of(change.finding()));
    try {
      return mapper.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
