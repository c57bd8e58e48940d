package dev.callboard.launcher;

import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * Does what the server needs soon and what needs no framework, while the framework is made: one
 * thread does that, and a machine has more. Nothing depends on it: what it did not do yet is done
 * by whoever needs it first.
 */
final class WarmUp implements Runnable {
  private WarmUp() {}

  /** Starts it. It ends by itself. */
  static void start() {
    Thread thread = new Thread(new WarmUp(), "callboard-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    // Reads its configuration, with an XML parser.
    LoggerFactory.getILoggerFactory();
    // The JDK keeps the list; Jetty goes through it for the types of files.
    Locale.getAvailableLocales();
  }
}
