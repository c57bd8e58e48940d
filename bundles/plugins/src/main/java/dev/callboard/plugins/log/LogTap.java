package dev.callboard.plugins.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Hears every line that is logged, on the thread that logs. When the file of Logback is read again
 * it comes back by itself.
 */
final class LogTap extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements LoggerContextListener {
  /** A line for each request, which belongs to no plugin. */
  private static final String ACCESS = "dev.callboard.http.access";

  private final PluginLogs logs;
  private final Supplier<Set<String>> origin;

  LogTap(PluginLogs logs, Supplier<Set<String>> origin) {
    this.logs = logs;
    this.origin = origin;
  }

  /** Begins to listen. */
  void open(LoggerContext context) {
    setContext(context);
    setName("plugin logs");
    start();
    context.addListener(this);
    root(context).addAppender(this);
  }

  /** Listens no longer. */
  void close(LoggerContext context) {
    context.removeListener(this);
    root(context).detachAppender(this);
    stop();
  }

  private static Logger root(LoggerContext context) {
    return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLoggerName().equals(ACCESS)) {
      return;
    }
    Set<String> ids = origin.get();
    if (ids.isEmpty()) {
      return;
    }
    String error =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    LogLine line =
        logs.line(
            event.getInstant(),
            event.getLevel().toString(),
            event.getLoggerName(),
            event.getThreadName(),
            event.getFormattedMessage(),
            error);
    ids.forEach(id -> logs.add(id, line));
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onReset(LoggerContext context) {
    // A reset has stopped and detached every appender.
    start();
    root(context).addAppender(this);
  }

  @Override
  public void onStart(LoggerContext context) {
    // Told when the first configuration has been read; this is there later.
  }

  @Override
  public void onStop(LoggerContext context) {
    stop();
  }

  @Override
  public void onLevelChange(Logger logger, Level level) {
    // What is not logged does not come here.
  }
}
