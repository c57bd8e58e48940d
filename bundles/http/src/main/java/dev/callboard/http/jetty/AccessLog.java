package dev.callboard.http.jetty;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request. The query is left out, because clients put tokens there; characters that
 * could forge a line are encoded.
 */
@Component(service = RequestLog.class)
public final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.callboard.http.access");
  private static final int MAX_PATH = 1024;

  private final Consumer<String> sink;

  /** Creates a log that writes to the logger {@code dev.callboard.http.access}. */
  @Activate
  public AccessLog() {
    this(null);
  }

  /** Creates a log that writes elsewhere; null for the logger. */
  public AccessLog(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void log(Request request, Response response) {
    if (sink != null) {
      sink.accept(line(request, response));
    } else if (LOG.isInfoEnabled()) {
      LOG.info(line(request, response));
    }
  }

  private static String line(Request request, Response response) {
    StringBuilder line = new StringBuilder(160);
    line.append(Request.getRemoteAddr(request)).append(' ');
    RequestInfo info =
        request.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo known ? known : null;
    append(line, info == null ? null : info.principal());
    line.append(' ');
    append(line, request.getMethod());
    line.append(' ');
    append(line, request.getHttpURI() == null ? "-" : request.getHttpURI().getPath());
    line.append(' ').append(response.getStatus());
    line.append(' ').append(Response.getContentBytesWritten(response)).append("B ");
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    line.append(TimeUnit.NANOSECONDS.toMicros(nanos)).append("us ");
    append(line, info == null ? null : info.id());
    return line.toString();
  }

  private static void append(StringBuilder line, String text) {
    if (text == null) {
      line.append('-');
      return;
    }
    for (int i = 0; i < Math.min(text.length(), MAX_PATH); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '"' || c == '\\' || c >= 0x7f) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
  }
}
