package dev.callboard.http.gateway;

import dev.callboard.http.rest.ErrorBody;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.rest.LostClient;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what Jersey answers to the client. */
final class Answer implements ContainerResponseWriter {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
  private static final String JSON = "application/json";
  private static final Set<String> SINGLE =
      Set.of("connection", "etag", "content-security-policy", "x-frame-options", "referrer-policy");

  private final Exchange exchange;
  private volatile TimeoutHandler timeoutHandler;
  private volatile long timeoutAt;

  Answer(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public OutputStream writeResponseStatusAndHeaders(long contentLength, ContainerResponse answer) {
    if (!exchange.claim()) {
      return OutputStream.nullOutputStream();
    }
    try {
      return write(contentLength, answer);
    } catch (IOException e) {
      throw new ContainerException(e);
    }
  }

  private OutputStream write(long contentLength, ContainerResponse answer) throws IOException {
    HttpServletResponse response = exchange.response;
    int status = answer.getStatus();
    if (status == 500) {
      exchange.blame();
    }
    response.setStatus(status);
    boolean json = copyHeaders(answer.getStringHeaders(), response);
    if (answer.isChunked()) {
      boolean events = "text/event-stream".equals(mediaType(response));
      return exchange.becomeStream(events);
    }
    if (!answer.hasEntity()) {
      return status >= 400 ? errorBody(status) : withoutBody(status, response);
    }
    boolean head = exchange.request.getMethod().equals("HEAD");
    if (json && contentLength >= 0 && !head && !response.containsHeader("ETag")) {
      return new TaggedOutput(exchange.request, response, (int) contentLength);
    }
    if (contentLength >= 0) {
      response.setContentLengthLong(contentLength);
    }
    return response.getOutputStream();
  }

  private OutputStream errorBody(int status) throws IOException {
    Refusals.send(exchange.request, exchange.response, exchange.url(), Failure.of(status));
    return null;
  }

  private static OutputStream withoutBody(int status, HttpServletResponse response) {
    if (status != 204 && status != 304) {
      response.setContentLength(0);
    }
    return null;
  }

  /** Returns whether the answer is JSON. */
  private static boolean copyHeaders(
      Map<String, List<String>> headers, HttpServletResponse response) {
    boolean json = false;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String name = header.getKey();
      for (String value : header.getValue()) {
        if (name.equalsIgnoreCase("Content-Type")) {
          json = value.startsWith(JSON);
          response.setHeader(name, value.equals(JSON) ? ErrorBody.CONTENT_TYPE : value);
        } else if (isSingle(name)) {
          response.setHeader(name, value);
        } else if (name.equalsIgnoreCase("Content-Length")) {
          // With it the container sends headers and body in one piece.
          response.setContentLengthLong(Long.parseLong(value));
        } else if (name.equalsIgnoreCase("Vary")) {
          Headers.varyBy(response, value);
        } else {
          response.addHeader(name, value);
        }
      }
    }
    if (json) {
      Headers.varyByEncoding(response);
    }
    return json;
  }

  /** A second security policy would not replace the first one but add to it. */
  private static boolean isSingle(String name) {
    return SINGLE.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String mediaType(HttpServletResponse response) {
    String type = response.getContentType();
    int end = type == null ? -1 : type.indexOf(';');
    return end < 0 ? type : type.substring(0, end);
  }

  @Override
  public boolean suspend(long timeout, TimeUnit unit, TimeoutHandler handler) {
    timeoutHandler = handler;
    setSuspendTimeout(timeout, unit);
    return exchange.suspend();
  }

  @Override
  public void setSuspendTimeout(long timeout, TimeUnit unit) {
    timeoutAt = timeout <= 0 ? 0 : System.nanoTime() + unit.toNanos(timeout);
    exchange.watch(this);
  }

  /** Called by the watchdog: tells the resource that the time it set is over. */
  void checkTimeout(long now) {
    TimeoutHandler handler = timeoutHandler;
    if (timeoutAt == 0 || now - timeoutAt < 0 || handler == null) {
      return;
    }
    timeoutAt = 0;
    handler.onTimeout(this);
  }

  @Override
  public void commit() {
    StreamOutput stream = exchange.stream();
    if (stream != null) {
      stream.close();
      return;
    }
    if (exchange.isSuspended()) {
      exchange.complete();
    }
  }

  @Override
  public void failure(Throwable error) {
    boolean lost = LostClient.isCauseOf(error);
    if (!lost) {
      exchange.blame();
    }
    StreamOutput stream = exchange.stream();
    if (stream != null) {
      stream.cut();
      return;
    }
    if (exchange.response.isCommitted() || !exchange.claim()) {
      LOG.debug("{} ended early", exchange.target.path(), error);
      exchange.abort(error);
      return;
    }
    if (lost) {
      LostClient.log(error);
    } else {
      LOG.error("{} of plugin {} failed", exchange.target.path(), exchange.pluginId(), error);
    }
    try {
      exchange.response.reset();
      Refusals.send(exchange.request, exchange.response, exchange.url(), Failure.of(500));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The client was gone", e);
    }
    if (exchange.isSuspended()) {
      exchange.complete();
    }
  }

  @Override
  public boolean enableResponseBuffering() {
    return true;
  }
}
