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
 * Bitbucket Server and Data Center, as its page "Event payload" describes them. A push says neither
 * which files changed nor which branch is the main one.
 */
@Component(service = WebhookReceiver.class)
public final class BitbucketServerReceiver extends HostReceiver {
  /** Called by Declarative Services. */
  @Activate
  public BitbucketServerReceiver(@Reference ConfigService config) {
    super(config, "bitbucketServer", "bitbucketServer", null);
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    return isHmac(request, "X-Hub-Signature", "sha256=", secret);
  }

  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    return request.header("X-Request-Id");
  }

  @Override
  Optional<String> kind(WebhookRequest request, Map<String, Object> payload) {
    return request.header("X-Event-Key");
  }

  @Override
  List<Event> sourceEvents(WebhookRequest request, Map<String, Object> payload, KnownHosts hosts) {
    return switch (request.header("X-Event-Key").orElse("")) {
      case "repo:refs_changed" ->
          url(Json.at(payload, "repository"), hosts)
              .map(url -> pushes(payload, url))
              .orElse(List.of());
      case "repo:modified" -> modified(payload, hosts).stream().toList();
      default -> List.of();
    };
  }

  private static List<Event> pushes(Map<String, Object> payload, String url) {
    List<Event> events = new ArrayList<>();
    for (Object change : Json.list(payload, "changes")) {
      String commit = commit(Json.text(change, "toHash").orElse(""));
      if (Json.text(change, "ref", "type").filter("BRANCH"::equals).isPresent()) {
        Json.text(change, "ref", "displayId")
            .map(branch -> SourceEvents.push(url, branch, true, commit, ChangedPaths.UNKNOWN))
            .ifPresent(events::add);
      }
    }
    return events;
  }

  private static Optional<Event> modified(Map<String, Object> payload, KnownHosts hosts) {
    Optional<String> now = url(Json.at(payload, "new"), hosts);
    Optional<String> before = url(Json.at(payload, "old"), hosts);
    if (now.isEmpty() || before.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        now.equals(before)
            ? SourceEvents.repository("changed", now.get())
            : SourceEvents.renamed(now.get(), before.get()));
  }

  /** Not every version tells the page of a repository; where there is one server it is known. */
  private static Optional<String> url(Object repository, KnownHosts hosts) {
    Optional<String> page =
        Json.list(repository, "links", "self").stream()
            .flatMap(link -> Json.text(link, "href").stream())
            .map(href -> href.replaceFirst("/browse/*$", ""))
            .findFirst();
    if (page.isPresent()) {
      return page;
    }
    Optional<String> project = Json.text(repository, "project", "key");
    Optional<String> slug = Json.text(repository, "slug");
    return hosts
        .only(null)
        .filter(host -> project.isPresent() && slug.isPresent())
        .map(host -> "https://" + host + "/projects/" + project.get() + "/repos/" + slug.get());
  }
}
