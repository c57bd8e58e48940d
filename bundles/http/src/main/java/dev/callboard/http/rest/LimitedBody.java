package dev.callboard.http.rest;

import dev.callboard.http.settings.Limits;
import dev.callboard.platform.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

/** The body of a request, up to a length and not slower than a rate. */
public final class LimitedBody extends InputStream {
  private final InputStream body;
  private final long limit;
  private final long graceNanos;
  private final double bytesPerNano;
  private long read;
  private long begin;

  /**
   * Creates the stream.
   *
   * @param body what the client sends
   * @param limit the most bytes there may be
   * @param limits the rate
   */
  public LimitedBody(InputStream body, long limit, Limits limits) {
    this.body = body;
    this.limit = limit;
    this.graceNanos = limits.bodyGrace().toNanos();
    this.bytesPerNano = limits.minBodyRate() / 1e9;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (begin == 0) {
      begin = System.nanoTime();
    }
    // One byte more than allowed is asked for, so that a body of just the limit passes.
    int ask = (int) Math.min(length, limit - read + 1);
    int count = readBody(buffer, offset, Math.max(1, ask));
    if (count < 0) {
      return -1;
    }
    read += count;
    if (read > limit) {
      throw new BodyException(
          ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + limit + " bytes");
    }
    checkRate();
    return count;
  }

  private int readBody(byte[] buffer, int offset, int length) throws IOException {
    try {
      return body.read(buffer, offset, length);
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw tooSlow();
      }
      throw e;
    }
  }

  private void checkRate() throws BodyException {
    long elapsed = System.nanoTime() - begin;
    if (elapsed > graceNanos && read < (elapsed - graceNanos) * bytesPerNano) {
      throw tooSlow();
    }
  }

  private static BodyException tooSlow() {
    return new BodyException(ErrorCode.REQUEST_TIMEOUT, "The body arrived too slowly");
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }
}
