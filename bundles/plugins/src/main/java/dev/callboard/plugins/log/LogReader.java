package dev.callboard.plugins.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the lines of one plugin to one reader, at the reader's pace. */
final class LogReader {
  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
  private static final int BATCH = 100;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ObjectMapper json = new ObjectMapper();
  private final String prefix;
  private final LineRing ring;
  private final EventPump pump;
  private long position;

  /**
   * Creates it.
   *
   * @param prefix what the ids of events begin with
   * @param position the number of the last line that the reader has
   */
  LogReader(String prefix, long position, LineRing ring, TaskExecutor tasks) {
    this.prefix = prefix;
    this.position = position;
    this.ring = ring;
    this.pump =
        new EventPump(
            "send the log of a plugin",
            RETRY,
            tasks,
            this::send,
            e -> LOG.error("Sending the log of a plugin failed", e));
  }

  void start(EventReader reader) {
    pump.start(reader);
  }

  void wake() {
    pump.wake();
  }

  boolean isOpen() {
    return pump.isOpen();
  }

  void close() {
    pump.close();
  }

  private void send(EventReader to) {
    while (to.isReady() && to.isOpen()) {
      List<LogLine> lines = ring.after(position, BATCH);
      for (LogLine line : lines) {
        if (!to.isReady()) {
          return;
        }
        to.send(prefix + line.seq(), "line", text(line));
        position = line.seq();
      }
      if (lines.isEmpty()) {
        return;
      }
    }
  }

  private String text(LogLine line) {
    try {
      return json.writeValueAsString(line.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts can always be written", e);
    }
  }
}
