package dev.callboard.http.gateway;

import dev.callboard.http.rest.ErrorBody;
import dev.callboard.http.rest.Failure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers errors that are found outside of a plugin. */
public final class Refusals {
  private Refusals() {}

  /** Sends the error body; the response must not be committed. */
  public static void send(
      HttpServletRequest request, HttpServletResponse response, String url, Failure failure)
      throws IOException {
    byte[] body = ErrorBody.bytes(failure, request.getMethod(), url);
    response.setStatus(failure.status());
    response.setHeader("Content-Type", ErrorBody.CONTENT_TYPE);
    response.setHeader("ETag", Etags.of(body, 0, body.length));
    Headers.varyByEncoding(response);
    if (failure.status() == 429 || failure.status() == 503) {
      response.setHeader("Retry-After", "1");
    }
    if (failure.status() == 413 || failure.status() == 408) {
      response.setHeader("Connection", "close");
    }
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
