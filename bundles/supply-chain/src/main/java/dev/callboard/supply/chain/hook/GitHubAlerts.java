package dev.callboard.supply.chain.hook;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.supply.chain.hook.ToldFindings.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Follows the alerts of Dependabot and of code scanning that GitHub tells in webhooks, for entities
 * whose annotation {@code github.com/project-slug} names the repository. Of code scanning only what
 * is on the default branch counts.
 */
@Component(service = EventSubscriber.class)
public final class GitHubAlerts implements EventSubscriber {
  private static final String DEPENDABOT = "github.dependabot_alert";
  private static final String CODE_SCANNING = "github.code_scanning_alert";

  private final ConfigService config;
  private final NamedEntities entities;
  private final ToldFindings findings;

  /** Called by Declarative Services. */
  @Activate
  public GitHubAlerts(
      @Reference ConfigService config,
      @Reference NamedEntities entities,
      @Reference ToldFindings findings) {
    this.config = requireNonNull(config, "config is null");
    this.entities = requireNonNull(entities, "entities is null");
    this.findings = requireNonNull(findings, "findings is null");
  }

  @Override
  public Set<String> topics() {
    return Set.of(DEPENDABOT, CODE_SCANNING);
  }

  @Override
  public void onEvent(Event event) {
    Map<String, Object> payload = event.payload();
    String slug = Payload.text(payload, "repository", "full_name");
    String number = Payload.text(payload, "alert", "number");
    long millis = millis(payload);
    boolean known = event.topic().equals(DEPENDABOT) || isDefaultBranch(payload);
    if (!slug.matches("[\\w.-]+/[\\w.-]+") || number.isEmpty() || millis == 0 || !known) {
      return;
    }
    Map<String, Object> alert = new LinkedHashMap<>();
    ((Map<?, ?>) Payload.at(payload, "alert"))
        .forEach((key, value) -> alert.put(String.valueOf(key), value));
    String annotation =
        config
            .current()
            .string("supplyChain.hooks.github.annotation")
            .orElse("github.com/project-slug");
    String host = NamedEntities.host(Payload.text(payload, "repository", "html_url"));
    String source = event.topic().equals(DEPENDABOT) ? "dependabot/events" : "code-scanning/events";
    for (String ref : entities.find(annotation, slug, host)) {
      findings.take(ref, source, List.of(new Item(number, millis, alert)), false);
    }
  }

  private static boolean isDefaultBranch(Map<String, Object> payload) {
    String branch = "refs/heads/" + Payload.text(payload, "repository", "default_branch");
    // What somebody decides on a page is about no branch.
    return Stream.of(
            Payload.text(payload, "ref"),
            Payload.text(payload, "alert", "most_recent_instance", "ref"))
        .allMatch(ref -> ref.isEmpty() || ref.equals(branch));
  }

  /** Not every alert says when it was updated; then the last thing that happened does. */
  private static long millis(Map<String, Object> payload) {
    return Stream.of("updated_at", "created_at", "dismissed_at", "fixed_at")
        .flatMapToLong(key -> LongStream.of(Payload.millis(Payload.text(payload, "alert", key))))
        .max()
        .orElse(0);
  }
}
