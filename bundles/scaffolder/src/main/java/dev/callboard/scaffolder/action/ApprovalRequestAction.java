package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.ApprovalRequest;
import dev.callboard.scaffolder.api.TemplateAction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code approval:request}. */
@Component(service = TemplateAction.class)
public final class ApprovalRequestAction extends DescribedAction {
  private static final Duration TIMEOUT = Duration.ofDays(7);
  private static final Set<String> PEOPLE = Set.of("group", "user");

  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public ApprovalRequestAction(@Reference ConfigService config) {
    super("approval:request");
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  public void run(ActionContext context) {
    List<String> approvers =
        ((List<?>) context.input().get("approvers"))
            .stream().map(each -> principal(String.valueOf(each))).distinct().toList();
    Duration timeout =
        Spans.of(context.input(), "timeout")
            .orElseGet(
                () -> config.current().duration("scaffolder.approval.timeout").orElse(TIMEOUT));
    ApprovalRequest request =
        ApprovalRequest.of(approvers, text(context.input(), "message", ""), timeout);
    Optional<Approval> answer =
        context.ask(
            "approval",
            isTrue(context.input(), "allowInitiator") ? request.byInitiatorToo() : request);
    Approval approval =
        answer.orElseThrow(
            () ->
                PortalException.conflict(
                    "Nobody of "
                        + String.join(", ", approvers)
                        + " answered within "
                        + words(timeout)));
    String comment = approval.comment().isEmpty() ? "" : ": " + approval.comment();
    if (!approval.approved()) {
      throw PortalException.conflict(approval.by() + " rejected the request" + comment);
    }
    context.logger().info(approval.by() + " approved the request" + comment);
    context.output("approvedBy", approval.by());
    context.output("comment", approval.comment());
    context.output("approvedAt", approval.at().toString());
  }

  /** Other principals than people are named as they are. */
  private static String principal(String text) {
    if (text.startsWith("external:") || text.startsWith("plugin:")) {
      return text;
    }
    EntityRef ref = EntityRef.parse(text, "group", null);
    if (!PEOPLE.contains(ref.kind().toLowerCase(Locale.ROOT))) {
      throw PortalException.input(
          "Approvers are groups, users, or principals such as external:change-board, not '"
              + text
              + "'");
    }
    return ref.toString();
  }

  private static String words(Duration timeout) {
    long hours = timeout.toHours();
    if (hours >= 48 && hours % 24 == 0) {
      return hours / 24 + " days";
    }
    return hours > 0 ? hours + " hours" : Math.max(1, timeout.toMinutes()) + " minutes";
  }
}
