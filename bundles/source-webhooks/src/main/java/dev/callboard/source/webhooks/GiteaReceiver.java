package dev.callboard.source.webhooks;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gitea and Forgejo, as Gitea's page "Webhooks" describes them. */
@Component(service = WebhookReceiver.class)
public final class GiteaReceiver extends HostReceiver {
  /** Called by Declarative Services. */
  @Activate
  public GiteaReceiver(@Reference ConfigService config) {
    super(config, "gitea", "gitea", "gitea.com");
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    return isHmac(request, "X-Gitea-Signature", "", secret);
  }

  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    return request.header("X-Gitea-Delivery");
  }

  @Override
  Optional<String> kind(WebhookRequest request, Map<String, Object> payload) {
    return request.header("X-Gitea-Event");
  }

  @Override
  List<Event> sourceEvents(WebhookRequest request, Map<String, Object> payload, KnownHosts hosts) {
    Optional<String> url = Json.text(payload, "repository", "html_url");
    if (url.isEmpty()) {
      return List.of();
    }
    return switch (request.header("X-Gitea-Event").orElse("")) {
      case "push" -> push(payload, url.get()).stream().toList();
      case "delete" -> deleted(payload, url.get()).stream().toList();
      case "repository" ->
          Json.text(payload, "action")
              .filter(action -> action.equals("created") || action.equals("deleted"))
              .map(action -> SourceEvents.repository(action, url.get()))
              .stream()
              .toList();
      default -> List.of();
    };
  }

  private static Optional<Event> push(Map<String, Object> payload, String url) {
    // Gitea lists the newest commit first.
    List<Object> commits = new ArrayList<>(Json.list(payload, "commits"));
    Collections.reverse(commits);
    String before = commit(Json.text(payload, "before").orElse(""));
    long total = Json.number(payload, "total_commits").orElse(Long.MAX_VALUE);
    boolean complete = total > 0 && total <= commits.size() && !before.isEmpty();
    ChangedPaths paths = ChangedPaths.of(commits, complete);
    String after = commit(Json.text(payload, "after").orElse(""));
    String main = Json.text(payload, "repository", "default_branch").orElse("");
    return branch(payload)
        .map(branch -> SourceEvents.push(url, branch, branch.equals(main), after, paths));
  }

  private static Optional<Event> deleted(Map<String, Object> payload, String url) {
    String main = Json.text(payload, "repository", "default_branch").orElse("");
    return Json.text(payload, "ref")
        .filter(branch -> Json.text(payload, "ref_type").filter("branch"::equals).isPresent())
        .map(
            branch ->
                SourceEvents.push(url, branch, branch.equals(main), "", ChangedPaths.UNKNOWN));
  }
}
