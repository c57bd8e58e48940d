package dev.callboard.source.webhooks;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** GitHub, as its page "Webhook events and payloads" describes them. */
@Component(service = WebhookReceiver.class)
public final class GitHubReceiver extends HostReceiver {
  private static final int MOST_COMMITS = 2048;

  /** Called by Declarative Services. */
  @Activate
  public GitHubReceiver(@Reference ConfigService config) {
    super(config, "github", "github", "github.com");
  }

  /** Apps have secrets of their own. */
  @Override
  public List<String> secrets(Config config) {
    List<String> secrets = new ArrayList<>(super.secrets(config));
    for (Config host : config.sections("integrations.github")) {
      for (Config app : host.sections("apps")) {
        app.string("webhookSecret").ifPresent(secrets::add);
      }
    }
    return secrets;
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    return isHmac(request, "X-Hub-Signature-256", "sha256=", secret);
  }

  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    return request.header("X-GitHub-Delivery");
  }

  @Override
  Optional<String> kind(WebhookRequest request, Map<String, Object> payload) {
    return request.header("X-GitHub-Event");
  }

  @Override
  List<Event> sourceEvents(WebhookRequest request, Map<String, Object> payload, KnownHosts hosts) {
    Optional<String> url = Json.text(payload, "repository", "html_url");
    if (url.isEmpty()) {
      return List.of();
    }
    return switch (request.header("X-GitHub-Event").orElse("")) {
      case "push" -> push(payload, url.get()).stream().toList();
      case "repository" -> repository(payload, url.get()).stream().toList();
      default -> List.of();
    };
  }

  private static Optional<Event> push(Map<String, Object> payload, String url) {
    List<Object> commits = Json.list(payload, "commits");
    // The commits of a new branch or of one that was put back do not say what it differs in.
    boolean complete =
        !Json.isTrue(payload, "forced")
            && !Json.isTrue(payload, "created")
            && !Json.isTrue(payload, "deleted")
            && !commits.isEmpty()
            && commits.size() < MOST_COMMITS;
    ChangedPaths paths = ChangedPaths.of(commits, complete);
    String main = Json.text(payload, "repository", "default_branch").orElse("");
    String after = commit(Json.text(payload, "after").orElse(""));
    return branch(payload)
        .map(branch -> SourceEvents.push(url, branch, branch.equals(main), after, paths));
  }

  private static Optional<Event> repository(Map<String, Object> payload, String url) {
    return switch (Json.text(payload, "action").orElse("")) {
      case "created" -> Optional.of(SourceEvents.repository("created", url));
      case "deleted" -> Optional.of(SourceEvents.repository("deleted", url));
      case "archived" -> Optional.of(SourceEvents.repository("archived", url));
      case "unarchived" -> Optional.of(SourceEvents.repository("unarchived", url));
      case "edited", "publicized", "privatized" ->
          Optional.of(SourceEvents.repository("changed", url));
      case "renamed" ->
          Json.text(payload, "changes", "repository", "name", "from")
              .map(name -> SourceEvents.renamed(url, url.replaceFirst("[^/]+/*$", name)));
      case "transferred" ->
          Json.text(payload, "changes", "owner", "from", "organization", "login")
              .or(() -> Json.text(payload, "changes", "owner", "from", "user", "login"))
              .map(owner -> SourceEvents.renamed(url, withOwner(url, owner)));
      default -> Optional.empty();
    };
  }

  private static String withOwner(String url, String owner) {
    return url.replaceFirst("/[^/]+/([^/]+)/*$", "/" + owner + "/$1");
  }
}
