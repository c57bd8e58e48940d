package dev.callboard.integrations;

import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.platform.error.PortalException;

/** What status codes mean to a reader. */
final class Statuses {
  private Statuses() {}

  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Returns an answer that is one, or throws what the status means. */
  static HostAnswer check(HostAnswer answer, String shown) {
    int status = answer.status();
    if (status == 304 || (status >= 200 && status < 300)) {
      return answer;
    }
    if (status == 404 || status == 410) {
      throw PortalException.notFound("no matching files found for " + shown);
    }
    String why = status == 401 || status == 403 ? "; its credentials may be missing or wrong" : "";
    throw PortalException.unavailable(
        "'" + shown + "' could not be read, the host answered " + status + why);
  }
}
