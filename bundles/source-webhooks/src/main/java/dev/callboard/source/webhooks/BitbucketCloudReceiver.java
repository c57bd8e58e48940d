package dev.callboard.source.webhooks;

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

/**
 * Bitbucket Cloud, as its page "Event payloads" describes them. A push does not say which files
 * changed, and does not have to say which branch is the main one.
 */
@Component(service = WebhookReceiver.class)
public final class BitbucketCloudReceiver extends HostReceiver {
  /** Called by Declarative Services. */
  @Activate
  public BitbucketCloudReceiver(@Reference ConfigService config) {
    super(config, "bitbucketCloud", "bitbucketCloud", "bitbucket.org");
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    return isHmac(request, "X-Hub-Signature", "sha256=", secret);
  }

  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    return request.header("X-Request-UUID");
  }

  @Override
  Optional<String> kind(WebhookRequest request, Map<String, Object> payload) {
    return request.header("X-Event-Key");
  }

  @Override
  List<Event> sourceEvents(WebhookRequest request, Map<String, Object> payload, KnownHosts hosts) {
    Optional<String> url = Json.text(payload, "repository", "links", "html", "href");
    if (url.isEmpty()) {
      return List.of();
    }
    return switch (request.header("X-Event-Key").orElse("")) {
      case "repo:push" -> pushes(payload, url.get());
      case "repo:created" -> List.of(SourceEvents.repository("created", url.get()));
      case "repo:deleted" -> List.of(SourceEvents.repository("deleted", url.get()));
      case "repo:updated", "repo:transfer" -> List.of(updated(payload, url.get()));
      default -> List.of();
    };
  }

  private static List<Event> pushes(Map<String, Object> payload, String url) {
    List<Event> events = new ArrayList<>();
    Optional<String> main = Json.text(payload, "repository", "mainbranch", "name");
    for (Object change : Json.list(payload, "push", "changes")) {
      Object now = Json.at(change, "new");
      Object reference = now == null ? Json.at(change, "old") : now;
      String commit = Json.text(now, "target", "hash").orElse("");
      if (Json.text(reference, "type").filter("branch"::equals).isPresent()) {
        Json.text(reference, "name")
            .map(
                branch ->
                    SourceEvents.push(
                        url,
                        branch,
                        main.isEmpty() || main.get().equals(branch),
                        commit,
                        ChangedPaths.UNKNOWN))
            .ifPresent(events::add);
      }
    }
    return events;
  }

  private static Event updated(Map<String, Object> payload, String url) {
    return Json.text(payload, "changes", "full_name", "old")
        .filter(old -> old.matches("[^/]+/[^/]+"))
        .map(old -> SourceEvents.renamed(url, url.replaceFirst("[^/]+/[^/]+/*$", old)))
        .orElseGet(() -> SourceEvents.repository("changed", url));
  }
}
