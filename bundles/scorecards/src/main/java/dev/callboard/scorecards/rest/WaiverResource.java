package dev.callboard.scorecards.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.engine.Evaluator;
import dev.callboard.scorecards.store.Store;
import dev.callboard.scorecards.store.Waiver;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exemptions. Who grants one answers for it, and the audit log keeps it. */
@Component(service = WaiverResource.class)
@Path("/v1/waivers")
@Produces(MediaType.APPLICATION_JSON)
public final class WaiverResource {
  private static final int REASON = 2000;

  private final DefinitionSource definitions;
  private final Access access;
  private final Store store;
  private final Evaluator evaluator;
  private final AuditService audit;
  private final ConfigService config;

  /** Called by Declarative Services. */
  @Activate
  public WaiverResource(
      @Reference DefinitionSource definitions,
      @Reference Access access,
      @Reference Store store,
      @Reference Evaluator evaluator,
      @Reference AuditService audit,
      @Reference ConfigService config) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
    this.evaluator = requireNonNull(evaluator, "evaluator is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Lists exemptions of entities that the caller may see, the newest first. */
  @GET
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> list(
      @QueryParam("entity") String entity,
      @QueryParam("check") String check,
      @QueryParam("holding") Boolean holding,
      @Context SecurityContext security) {
    Predicate<String> visible = access.visible(Access.principal(security));
    List<Map<String, Object>> items =
        store.read(Waiver::list).stream()
            .filter(
                each ->
                    entity == null
                        || each.entityRef()
                            .equals(entity.strip().toLowerCase(java.util.Locale.ROOT)))
            .filter(each -> check == null || each.check().equals(check))
            .filter(each -> !Boolean.TRUE.equals(holding) || each.ended() == 0)
            .filter(each -> visible.test(each.entityRef()))
            .map(Json::of)
            .toList();
    return Page.json(items.size(), items);
  }

  /** Grants an exemption. */
  @POST
  @RequiresPermission(value = CompliancePermissions.GRANT, action = "create")
  public Map<String, Object> grant(Map<String, Object> body, @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    Body given = new Body(body);
    Entity entity = access.entity(given.text("entityRef", 500), caller);
    String check = given.text("check", 100);
    if (!definitions.current().checks().containsKey(check)) {
      throw PortalException.input("There is no check '" + check + "'");
    }
    long now = access.now();
    Duration most =
        config.current().duration("scorecards.waivers.maxDuration").orElse(Duration.ofDays(365));
    Waiver waiver =
        new Waiver(
            UUID.randomUUID().toString(),
            entity.ref().toString(),
            check,
            given.text("reason", REASON),
            caller.getName(),
            now,
            given.expiry("expires", now, most),
            0,
            "");
    store.write(
        c -> {
          waiver.insert(c);
          audit.record(c, event(waiver, "grant", caller));
          return null;
        });
    evaluator.evaluate(List.of(entity));
    return Json.of(waiver);
  }

  /** Revokes an exemption. */
  @DELETE
  @Path("{id}")
  @RequiresPermission(value = CompliancePermissions.REVOKE, action = "delete")
  public Map<String, Object> revoke(@PathParam("id") String id, @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    Predicate<String> visible = access.visible(caller);
    Waiver revoked =
        store.write(
            c -> {
              Optional<Waiver> found =
                  Waiver.find(c, id).filter(each -> visible.test(each.entityRef()));
              Waiver waiver =
                  found.orElseThrow(
                      () -> PortalException.notFound("There is no exemption with this id"));
              if (waiver.ended() > 0) {
                throw PortalException.conflict("This exemption has ended already");
              }
              waiver.end(c, access.now(), caller.getName());
              audit.record(c, event(waiver, "revoke", caller));
              return Waiver.find(c, id).orElseThrow();
            });
    evaluator.evaluateRefs(List.of(revoked.entityRef()));
    return Json.of(revoked);
  }

  private static AuditEvent event(Waiver waiver, String action, PortalPrincipal caller) {
    return AuditEvent.event("compliance-waiver", caller)
        .subAction(action)
        .severity(Severity.HIGH)
        .target("entity", waiver.entityRef())
        .meta("check", waiver.check())
        .meta("reason", waiver.reason())
        .meta("expires", Json.time(waiver.expires()))
        .build();
  }
}
