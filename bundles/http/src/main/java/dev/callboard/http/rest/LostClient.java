package dev.callboard.http.rest;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.io.EofException;
import org.slf4j.LoggerFactory;

/**
 * Clients that go before they have their answer, or before they have sent their request. Nobody has
 * to act when one does, so it is no error of the server and not the fault of a plugin.
 */
public final class LostClient {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LostClient.class);
  private static final int DEEP = 8;

  private LostClient() {}

  /** Returns whether a failure comes from the connection to the client having ended. */
  public static boolean isCauseOf(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEP; depth++) {
      // Only Jetty throws it: what a plugin reads from elsewhere ends with others.
      if (cause instanceof EofException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Notes it in one line, for those who look for it. */
  public static void log(Throwable thrown) {
    LOG.debug("A client went away before its request had ended: {}", thrown.toString());
  }

  /**
   * Jersey logs each answer that cannot be written as an error, with its stack. Until it is closed,
   * this leaves out those whose client has gone.
   */
  public static final class Quiet implements Filter, AutoCloseable {
    /** The logger, held because loggers that nobody holds are forgotten with their filters. */
    private final Logger jersey =
        Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    private final Filter before;

    /** Begins to filter. */
    public Quiet() {
      before = jersey.getFilter();
      jersey.setFilter(this);
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
      if (isCauseOf(entry.getThrown())) {
        log(entry.getThrown());
        return false;
      }
      return before == null || before.isLoggable(entry);
    }

    @Override
    public void close() {
      if (jersey.getFilter() == this) {
        jersey.setFilter(before);
      }
    }
  }
}
