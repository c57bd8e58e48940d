package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** {@code debug:wait}. */
@Component(service = TemplateAction.class)
public final class DebugWaitAction extends DescribedAction {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Called by the framework. */
  public DebugWaitAction() {
    super("debug:wait");
  }

  @Override
  public void run(ActionContext context) throws InterruptedException {
    double millis =
        number(context, "minutes") * 60_000
            + number(context, "seconds") * 1_000
            + number(context, "milliseconds");
    if (!(millis <= LONGEST.toMillis())) {
      throw PortalException.input(
          "Waiting duration is longer than the maximum threshold of 0 hours, 10 minutes, 0"
              + " seconds");
    }
    context.pause("wait", Duration.ofNanos((long) (millis * 1_000_000)));
  }

  private static double number(ActionContext context, String name) {
    return context.input().get(name) instanceof Number number ? number.doubleValue() : 0;
  }
}
