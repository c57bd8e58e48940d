package dev.callboard.http.jetty;

import dev.callboard.http.settings.ListenSettings;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where the server listens, or ends a start whose port cannot be opened. */
@Component(service = StartFailure.class)
public final class StartFailure {
  private static final Logger LOG = LoggerFactory.getLogger("dev.callboard.http");

  private final Consumer<String> fatal;

  /** Creates it; {@code fatal} is the launcher's, null when the server was started otherwise. */
  @Activate
  public StartFailure(
      @Reference(target = "(dev.callboard.fatal=*)", cardinality = ReferenceCardinality.OPTIONAL)
          Consumer<String> fatal) {
    this.fatal = fatal;
  }

  LifeCycle.Listener listener(ListenSettings listen) {
    return new LifeCycle.Listener() {
      @Override
      public void lifeCycleStarted(LifeCycle event) {
        if (event instanceof ServerConnector connector) {
          LOG.info("Listening on {}:{}", hostOf(listen), connector.getLocalPort());
        }
      }

      @Override
      public void lifeCycleFailure(LifeCycle event, Throwable cause) {
        fail("cannot listen on " + hostOf(listen) + ":" + listen.port() + ": " + reason(cause));
      }
    };
  }

  private void fail(String message) {
    LOG.error(message);
    if (fatal != null) {
      fatal.accept(message + ". Is another server running? Choose another port with --port.");
    }
  }

  private static String hostOf(ListenSettings listen) {
    return listen.host() == null ? "*" : listen.host();
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
