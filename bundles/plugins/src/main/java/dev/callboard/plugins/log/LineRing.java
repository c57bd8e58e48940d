package dev.callboard.plugins.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** The last lines of one plugin; the oldest go. Thread-safe. */
final class LineRing {
  private final IntSupplier capacity;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final List<LogReader> readers = new CopyOnWriteArrayList<>();
  private long last;

  LineRing(IntSupplier capacity) {
    this.capacity = capacity;
  }

  void add(LogLine line) {
    synchronized (lines) {
      lines.add(line.numbered(++last));
      while (lines.size() > capacity.getAsInt()) {
        lines.remove();
      }
    }
    readers.forEach(this::wake);
  }

  private void wake(LogReader reader) {
    if (reader.isOpen()) {
      reader.wake();
    } else {
      readers.remove(reader);
    }
  }

  /** Returns the lines after a number, the oldest first. */
  List<LogLine> after(long seq, int limit) {
    synchronized (lines) {
      return lines.stream().filter(line -> line.seq() > seq).limit(limit).toList();
    }
  }

  /** Returns the last lines of a level or above, the oldest first. */
  List<LogLine> last(int limit, String level) {
    List<LogLine> found = new ArrayList<>();
    synchronized (lines) {
      Iterator<LogLine> newest = lines.descendingIterator();
      while (newest.hasNext() && found.size() < limit) {
        LogLine line = newest.next();
        if (line.isAtLeast(level)) {
          found.add(0, line);
        }
      }
    }
    return found;
  }

  /** Returns the number of the last line; 0 when there was none. */
  long lastSeq() {
    synchronized (lines) {
      return last;
    }
  }

  void connect(LogReader reader) {
    readers.removeIf(each -> !each.isOpen());
    readers.add(reader);
  }

  void disconnect(LogReader reader) {
    readers.remove(reader);
  }

  /** Ends the readers. */
  void end() {
    readers.forEach(LogReader::close);
    readers.clear();
  }
}
