package dev.callboard.http.gateway;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The body of a stream that is written as its reader takes it. Nobody who writes waits: what the
 * reader has not taken is kept up to a limit, and beyond it the reader is cut off.
 *
 * <p>What is written between two flushes is sent as a whole, so a heartbeat never ends up inside of
 * an event.
 */
final class StreamOutput extends OutputStream implements WriteListener {
  private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(15);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Exchange exchange;
  private final ServletOutputStream out;
  private final int limit;
  private final boolean events;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private int queued;
  private boolean writable;
  private boolean flush;
  private boolean ending;
  private boolean closed;
  private long lastWrite = System.nanoTime();

  StreamOutput(Exchange exchange, ServletOutputStream out, int limit, boolean events) {
    this.exchange = exchange;
    this.out = out;
    this.limit = limit;
    this.events = events;
  }

  void start() {
    exchange.response.setHeader("Cache-Control", "no-cache, no-transform");
    exchange.response.setHeader("X-Accel-Buffering", "no");
    out.setWriteListener(this);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    checkOpen();
    pending.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
    checkOpen();
    pending.write(bytes, offset, count);
  }

  @Override
  public void flush() throws IOException {
    synchronized (this) {
      checkOpen();
      // What waits for the reader is limited, not the size of one event.
      boolean fits = queued == 0;
      enqueue(pending.toByteArray());
      pending.reset();
      flush = true;
      if (fits || queued <= limit) {
        drain();
        return;
      }
    }
    cut();
    throw new IOException("the reader of the stream is too slow");
  }

  /** Writes a comment to a silent stream, so that neither end takes it for dead. */
  void heartbeat(long now) {
    try {
      synchronized (this) {
        if (!events || closed || ending || now - lastWrite < HEARTBEAT || !queue.isEmpty()) {
          return;
        }
        enqueue(COMMENT);
        flush = true;
        drain();
      }
    } catch (IOException e) {
      cut();
    }
  }

  /** Ends the stream in order; a reader of events is told when to come back. */
  void end() {
    finish(events);
  }

  @Override
  public void close() {
    finish(false);
  }

  private void finish(boolean retry) {
    try {
      synchronized (this) {
        if (closed || ending) {
          return;
        }
        enqueue(pending.toByteArray());
        pending.reset();
        if (retry) {
          enqueue(RETRY);
        }
        ending = true;
        flush = true;
        drain();
      }
    } catch (IOException e) {
      cut();
    }
  }

  /** Ends the stream at once. */
  void cut() {
    synchronized (this) {
      closed = true;
      queue.clear();
    }
    exchange.complete();
  }

  /** The exchange has ended: nothing can be written any more. */
  void released() {
    synchronized (this) {
      closed = true;
      queue.clear();
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    boolean ready;
    synchronized (this) {
      writable = true;
      drain();
      ready = isReady();
    }
    if (ready) {
      exchange.streamReady();
    }
  }

  /** Returns whether the reader has taken everything. */
  synchronized boolean isReady() {
    return writable && !closed && !ending && queue.isEmpty();
  }

  /** Returns whether more can be written. */
  synchronized boolean isOpen() {
    return !closed && !ending;
  }

  @Override
  public void onError(Throwable error) {
    cut();
  }

  private void enqueue(byte[] bytes) {
    if (bytes.length > 0) {
      queue.add(bytes);
      queued += bytes.length;
    }
  }

  /** Called under the lock. */
  private void drain() throws IOException {
    if (!writable || closed) {
      return;
    }
    while (!queue.isEmpty() && out.isReady()) {
      byte[] next = queue.remove();
      queued -= next.length;
      lastWrite = System.nanoTime();
      out.write(next);
    }
    if (!queue.isEmpty() || !out.isReady()) {
      return;
    }
    if (flush) {
      flush = false;
      out.flush();
    }
    if (ending && out.isReady()) {
      closed = true;
      exchange.complete();
    }
  }

  private void checkOpen() throws IOException {
    if (closed || ending) {
      throw new IOException("the stream has ended");
    }
  }
}
