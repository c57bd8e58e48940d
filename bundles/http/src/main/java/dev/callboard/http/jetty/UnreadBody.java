package dev.callboard.http.jetty;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Passes over the body of a refused request before the answer is sent. A connection that ends while
 * its client still sends is reset, and a reset can overtake the answer (RFC 9112, 9.6); so what is
 * on its way is read, within limits. When even more is to come, Jetty ends the connection, and
 * finds that out here in time to say so: the client does not send its next request into it.
 */
final class UnreadBody extends HttpStream.Wrapper {
  private static final long LONGEST = Duration.ofMillis(200).toNanos();
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private final boolean comes;
  private final long most;

  private UnreadBody(HttpStream stream, boolean comes, long most) {
    super(stream);
    this.comes = comes;
    this.most = most;
  }

  /**
   * Watches over a request if it has a body and shares its connection with the next one.
   *
   * @param most bytes that are read of a body that nobody wants
   */
  static void watch(Request request, long most) {
    boolean body =
        request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (body && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
      // Who waits to be told to continue sends nothing when it is refused.
      boolean comes =
          request.getLength() <= most && !request.getHeaders().contains(HttpHeader.EXPECT);
      request.addHttpStreamWrapper(stream -> new UnreadBody(stream, comes, most));
    }
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.Response response,
      boolean last,
      ByteBuffer content,
      Callback callback) {
    if (response != null && response.getStatus() >= 400 && !isCommitted()) {
      if (comes) {
        passOver();
      }
      consumeAvailable();
    }
    super.send(request, response, last, content, callback);
  }

  private void passOver() {
    long until = System.nanoTime() + LONGEST;
    long read = 0;
    while (read <= most && !Thread.currentThread().isInterrupted()) {
      Content.Chunk chunk = read();
      if (chunk != null) {
        read += chunk.remaining();
        boolean end = chunk.isLast() || Content.Chunk.isFailure(chunk);
        chunk.release();
        if (end) {
          return;
        }
      } else if (System.nanoTime() - until > 0) {
        return;
      } else {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }
}
