package dev.callboard.supply.chain.hook;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.supply.chain.format.DocumentLimits;
import dev.callboard.supply.chain.format.DocumentReader;
import dev.callboard.supply.chain.hook.ToldFindings.Item;
import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.Purls;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;

/**
 * Follows the notifications of Dependency-Track, for entities whose annotation {@code
 * dependencytrack/project-id} names the project.
 */
@org.osgi.service.component.annotations.Component(service = EventSubscriber.class)
public final class DependencyTrackEvents implements EventSubscriber {
  private static final String FINDINGS = "dependency-track/events";
  private static final String BILL = "dependency-track/bom";

  private final ConfigService config;
  private final NamedEntities entities;
  private final ToldFindings findings;
  private final DocumentReader reader = new DocumentReader();

  /** Called by Declarative Services. */
  @Activate
  public DependencyTrackEvents(
      @Reference ConfigService config,
      @Reference NamedEntities entities,
      @Reference ToldFindings findings) {
    this.config = requireNonNull(config, "config is null");
    this.entities = requireNonNull(entities, "entities is null");
    this.findings = requireNonNull(findings, "findings is null");
  }

  @Override
  public Set<String> topics() {
    return Set.of(DependencyTrackReceiver.TOPIC);
  }

  @Override
  public void onEvent(Event event) {
    Object notification = Payload.at(event.payload(), "notification");
    Object subject = Payload.at(notification, "subject");
    long millis = Payload.millis(Payload.text(notification, "timestamp"));
    if (subject == null || millis == 0) {
      return;
    }
    String group = Payload.text(notification, "group").replaceFirst("^GROUP_", "");
    switch (group) {
      case "NEW_VULNERABILITY", "NEW_VULNERABLE_DEPENDENCY", "PROJECT_AUDIT_CHANGE" ->
          take(subject, items(subject, millis, false));
      case "VULNERABILITY_RETRACTED" -> take(subject, items(subject, millis, true));
      case "BOM_PROCESSED" -> bill(subject, millis);
      default -> {
        // Others say nothing about findings.
      }
    }
  }

  private void take(Object subject, List<Item> items) {
    for (String ref : about(subject)) {
      findings.take(ref, FINDINGS, items, true);
    }
  }

  private Set<String> about(Object subject) {
    List<Object> projects = new ArrayList<>(Payload.list(subject, "affectedProjects"));
    projects.add(Payload.at(subject, "project"));
    String annotation =
        config
            .current()
            .string("supplyChain.hooks.dependencyTrack.annotation")
            .orElse("dependencytrack/project-id");
    Set<String> refs = new LinkedHashSet<>();
    for (Object each : projects) {
      String id = Payload.text(each, "uuid");
      if (id.matches("[\\w-]{1,100}")) {
        refs.addAll(entities.find(annotation, id, ""));
      }
    }
    return refs;
  }

  private static List<Item> items(Object subject, long millis, boolean gone) {
    List<Object> vulnerabilities = new ArrayList<>(Payload.list(subject, "vulnerabilities"));
    if (Payload.at(subject, "vulnerability") instanceof Map<?, ?> one) {
      vulnerabilities.add(one);
    }
    Object component = Payload.at(subject, "component");
    List<Item> items = new ArrayList<>();
    for (Object each : vulnerabilities) {
      String id = Payload.text(each, "vulnId");
      if (component instanceof Map && !id.isEmpty()) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!gone) {
          body.put("component", component);
          body.put("vulnerability", each);
          analysis(subject, body);
        }
        items.add(new Item(key(component) + " " + id, millis, body));
      }
    }
    return items;
  }

  private static String key(Object component) {
    String uuid = Payload.text(component, "uuid");
    return uuid.isEmpty()
        ? Payload.text(component, "name") + "@" + Payload.text(component, "version")
        : uuid;
  }

  /** The API calls suppressed what notifications call isSuppressed. */
  private static void analysis(Object subject, Map<String, Object> body) {
    if (Payload.at(subject, "analysis") instanceof Map<?, ?> analysis) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("state", Payload.text(analysis, "state"));
      told.put("isSuppressed", Payload.text(analysis, "suppressed").equals("true"));
      body.put("analysis", told);
    }
  }

  /** What is no longer part of the project has no findings there either. */
  private void bill(Object subject, long millis) {
    byte[] bill;
    try {
      bill = Base64.getDecoder().decode(Payload.text(subject, "bom", "content"));
    } catch (IllegalArgumentException e) {
      // It may be left out, and a remark be there instead.
      return;
    }
    if (bill.length == 0) {
      return;
    }
    Set<Purls.Versioned> parts = new HashSet<>();
    for (Component each : components(bill)) {
      Purls.read(each.purl()).ifPresent(parts::add);
    }
    for (String ref : about(subject)) {
      if (findings.bill(ref, BILL, millis, bill)) {
        findings.retain(
            ref,
            FINDINGS,
            millis,
            item ->
                Purls.read(Payload.text(item, "component", "purl"))
                    .map(parts::contains)
                    .orElse(true));
      }
    }
  }

  private List<Component> components(byte[] bill) {
    try {
      return reader.read(bill, DocumentLimits.of(config.current())).components();
    } catch (PortalException e) {
      throw PortalException.input(
          "The bill of materials of Dependency-Track cannot be read: " + e.getMessage());
    }
  }
}
