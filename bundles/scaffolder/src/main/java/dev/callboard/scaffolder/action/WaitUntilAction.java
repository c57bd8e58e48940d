package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** {@code wait:until}. */
@Component(service = TemplateAction.class)
public final class WaitUntilAction extends DescribedAction {
  /** Called by the framework. */
  public WaitUntilAction() {
    super("wait:until");
  }

  @Override
  public void run(ActionContext context) throws InterruptedException {
    Optional<Duration> after = Spans.of(context.input(), "after");
    context.pause(
        "wait",
        after.orElseGet(
            () -> Duration.between(Instant.now(), moment(text(context.input(), "time", "")))));
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw PortalException.input(
          "time must be a moment such as 2030-01-31T06:00:00Z, not '" + text + "'");
    }
  }
}
