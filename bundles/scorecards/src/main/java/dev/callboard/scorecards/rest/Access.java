package dev.callboard.scorecards.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityVisibility;
import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scorecards.store.Score;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may see what, and at what time. Thread-safe; blocks for as long as the policy takes. */
@Component(service = Access.class)
public final class Access {
  private final CatalogService catalog;
  private final EntityVisibility visibility;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public Access(@Reference CatalogService catalog, @Reference EntityVisibility visibility) {
    this(catalog, visibility, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public Access(CatalogService catalog, EntityVisibility visibility, Clock clock) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.visibility = requireNonNull(visibility, "visibility is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  static PortalPrincipal principal(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  /** Returns an entity that the caller may see. */
  Entity entity(String text, PortalPrincipal principal) {
    if (text == null || text.isBlank()) {
      throw PortalException.input("entityRef must be a reference such as component:default/pay");
    }
    EntityRef ref = EntityRef.parse(text, "component", null);
    return catalog
        .byRef(ref, principal)
        .orElseThrow(() -> PortalException.notFound("There is no entity " + ref));
  }

  /** Returns which entities the caller may see. */
  Predicate<String> visible(PortalPrincipal principal) {
    VisibleEntities visible = visibility.visible("catalog.entity.read", "read", principal);
    return visible.none() ? ref -> false : visible::contains;
  }

  long now() {
    return clock.millis();
  }

  /** Returns the time that a caller names, in milliseconds; now when none is named. */
  long at(String text) {
    if (text == null || text.isBlank()) {
      return now();
    }
    try {
      return Instant.parse(text.length() == 10 ? text + "T23:59:59.999Z" : text).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw PortalException.input(
          "at must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z, not '" + text + "'");
    }
  }

  /** Returns which scores are of what the caller names; empty texts stand for all. */
  static Predicate<Score> of(String owner, String system, String domain) {
    String group = full(owner, "group");
    String part = full(system, "system");
    String area = full(domain, "domain");
    return score ->
        (group.isEmpty() || group.equals(score.owner()))
            && (part.isEmpty() || part.equals(score.system()))
            && (area.isEmpty() || area.equals(score.domain()));
  }

  private static String full(String text, String kind) {
    return text == null || text.isBlank()
        ? ""
        : EntityRef.parse(text.toLowerCase(Locale.ROOT), kind, null).toString();
  }
}
