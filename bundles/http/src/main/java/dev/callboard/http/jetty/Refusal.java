package dev.callboard.http.jetty;

import org.eclipse.jetty.http.HttpException;

/** A request that is refused before it reaches any servlet, with words meant for the client. */
final class Refusal extends HttpException.RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(int status, String message) {
    super(status, message, null);
  }
}
