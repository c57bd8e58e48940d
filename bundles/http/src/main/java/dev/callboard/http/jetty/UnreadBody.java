package dev.callboard.http.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Passes over what has arrived of a refused request's body before the answer is sent. When more is
 * to come, Jetty ends the connection after the answer; so it finds out in time to say so, and the
 * client does not send its next request into a connection that is about to end (RFC 9112 9.6).
 */
final class UnreadBody extends HttpStream.Wrapper {
  private UnreadBody(HttpStream stream) {
    super(stream);
  }

  /** Watches over a request if it has a body and shares its connection with the next one. */
  static void watch(Request request) {
    boolean body =
        request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (body && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
      request.addHttpStreamWrapper(UnreadBody::new);
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
      consumeAvailable();
    }
    super.send(request, response, last, content, callback);
  }
}
