package dev.callboard.http.jetty;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether the server is starting, running or about to stop. */
@Component(service = ServerState.class)
public final class ServerState {
  private final Bundle framework;
  private volatile boolean draining;
  private volatile boolean started;

  /** Creates the state of a server that takes requests. */
  @Activate
  public ServerState(BundleContext context) {
    this(context.getBundle(0));
  }

  /** Creates the state of a framework; null counts as one that runs. */
  public ServerState(Bundle framework) {
    this.framework = framework;
    this.started = framework == null;
  }

  /** Returns whether every bundle has been started: until then the framework is not active. */
  public boolean isStarted() {
    if (!started) {
      started = framework.getState() == Bundle.ACTIVE;
    }
    return started;
  }

  /** Returns whether the server has been told to stop. */
  public boolean isDraining() {
    return draining;
  }

  /** Tells that the server is about to stop. */
  public void drain() {
    draining = true;
  }
}
