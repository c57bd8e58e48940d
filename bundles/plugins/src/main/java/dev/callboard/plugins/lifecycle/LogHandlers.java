package dev.callboard.plugins.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Takes handlers and filters that a plugin has left off the loggers of the JDK. */
final class LogHandlers {
  private LogHandlers() {}

  /** Removes them and returns a sentence for each. */
  static List<String> sweep(Predicate<ClassLoader> mine) {
    List<String> culprits = new ArrayList<>();
    LogManager manager = LogManager.getLogManager();
    for (String name : Collections.list(manager.getLoggerNames())) {
      Logger logger = manager.getLogger(name);
      if (logger != null) {
        sweep(logger, mine, culprits);
      }
    }
    return culprits;
  }

  private static void sweep(Logger logger, Predicate<ClassLoader> mine, List<String> culprits) {
    String at = " of the logger '" + Reasons.line(logger.getName()) + "' was left, and is removed";
    for (Handler handler : logger.getHandlers()) {
      if (mine.test(handler.getClass().getClassLoader())) {
        logger.removeHandler(handler);
        culprits.add("The handler " + handler.getClass().getName() + at);
      }
    }
    Filter filter = logger.getFilter();
    if (filter != null && mine.test(filter.getClass().getClassLoader())) {
      logger.setFilter(null);
      culprits.add("The filter " + filter.getClass().getName() + at);
    }
  }
}
