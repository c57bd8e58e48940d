package dev.callboard.audit;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that the settings of the audit log are read once, so that a change of them is reported. */
@Component(
    property = {
      ConfigListener.RESTART_PATHS + "=audit.node",
      ConfigListener.RESTART_PATHS + "=audit.sinkGrace",
      ConfigListener.RESTART_PATHS + "=audit.checkpoints",
      ConfigListener.RESTART_PATHS + "=audit.drift"
    })
public final class AuditRestartKeys implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRestartKeys.class);

  /** Nothing to do: the service property tells so. */
  @Override
  public void configChanged(Config previous, Config current) {
    LOG.trace("Audit settings are taken up at the next start");
  }
}
