package dev.callboard.http.jetty;

import dev.callboard.http.rest.ErrorBody;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.settings.SettingsHolder;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what fails outside of any plugin, malformed requests included, with the error body that
 * plugins use. Words of Jetty are not sent: they can hold parts of the request.
 */
final class JsonErrorHandler extends ErrorHandler {
  private final SettingsHolder settings;
  private final RequestGuard guard;

  JsonErrorHandler(SettingsHolder settings, RequestGuard guard) {
    this.settings = settings;
    this.guard = guard;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    guard.decorate(request, response.getHeaders(), settings.current());
    Object cause = request.getAttribute(ERROR_EXCEPTION);
    Failure failure =
        cause instanceof Refusal refusal
            ? Failure.of(status, refusal.getReason())
            : Failure.of(status);
    String url = request.getHttpURI() == null ? null : request.getHttpURI().getPathQuery();
    byte[] body = ErrorBody.bytes(failure, request.getMethod(), url == null ? "/" : url);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ErrorBody.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (cause instanceof Refusal) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    boolean head = "HEAD".equals(request.getMethod());
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
    return true;
  }
}
