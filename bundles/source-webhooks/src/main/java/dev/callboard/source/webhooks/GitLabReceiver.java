package dev.callboard.source.webhooks;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * GitLab, as its pages "Webhook events" and "System hooks" describe them. A push that only puts a
 * branch back is told from the missing commits; what a forced push with new commits undid is not
 * told at all, and noticed at the next periodic refresh.
 */
@Component(service = WebhookReceiver.class)
public final class GitLabReceiver extends HostReceiver {
  private static final String CLOUD = "gitlab.com";

  /** Called by Declarative Services. */
  @Activate
  public GitLabReceiver(@Reference ConfigService config) {
    super(config, "gitlab", "gitlab", CLOUD);
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    return request
        .header("X-Gitlab-Token")
        .filter(token -> Signatures.isSame(secret, token))
        .isPresent();
  }

  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    return request.header("Idempotency-Key").or(() -> request.header("X-Gitlab-Event-UUID"));
  }

  @Override
  Optional<String> kind(WebhookRequest request, Map<String, Object> payload) {
    return Json.text(payload, "event_name").or(() -> Json.text(payload, "object_kind"));
  }

  @Override
  List<Event> sourceEvents(WebhookRequest request, Map<String, Object> payload, KnownHosts hosts) {
    String kind = kind(request, payload).orElse("");
    Optional<Event> event =
        kind.equals("push") ? push(payload) : project(kind, request, payload, hosts);
    return event.stream().toList();
  }

  private static Optional<Event> push(Map<String, Object> payload) {
    Optional<String> url = Json.text(payload, "project", "web_url");
    List<Object> commits = Json.list(payload, "commits");
    String before = commit(Json.text(payload, "before").orElse(""));
    String after = commit(Json.text(payload, "after").orElse(""));
    long total = Json.number(payload, "total_commits_count").orElse(Long.MAX_VALUE);
    boolean complete =
        total > 0 && total <= commits.size() && !before.isEmpty() && !after.isEmpty();
    ChangedPaths paths = ChangedPaths.of(commits, complete);
    String main = Json.text(payload, "project", "default_branch").orElse("");
    return branch(payload)
        .flatMap(
            branch ->
                url.map(
                    page -> SourceEvents.push(page, branch, branch.equals(main), after, paths)));
  }

  private static Optional<Event> project(
      String kind, WebhookRequest request, Map<String, Object> payload, KnownHosts hosts) {
    Optional<String> base = base(request, hosts);
    Optional<String> path = Json.text(payload, "path_with_namespace");
    if (base.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    String url = base.get() + "/" + path.get();
    return switch (kind) {
      case "project_create" -> Optional.of(SourceEvents.repository("created", url));
      case "project_destroy" -> Optional.of(SourceEvents.repository("deleted", url));
      case "project_archive" -> Optional.of(SourceEvents.repository("archived", url));
      case "project_unarchive" -> Optional.of(SourceEvents.repository("unarchived", url));
      case "project_update" -> Optional.of(SourceEvents.repository("changed", url));
      case "project_rename", "project_transfer" ->
          Json.text(payload, "old_path_with_namespace")
              .map(old -> SourceEvents.renamed(url, base.get() + "/" + old));
      default -> Optional.empty();
    };
  }

  /** System hooks name the instance in a header only. */
  private static Optional<String> base(WebhookRequest request, KnownHosts hosts) {
    return request
        .header("X-Gitlab-Instance")
        .map(url -> url.replaceAll("/+$", ""))
        .or(() -> hosts.only(CLOUD).map(host -> "https://" + host));
  }
}
