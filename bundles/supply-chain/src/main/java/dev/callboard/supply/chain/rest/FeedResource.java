package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.PendingWork;
import dev.callboard.supply.chain.feed.FeedImport;
import dev.callboard.supply.chain.store.Store;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known of vulnerabilities. */
@Component(service = FeedResource.class)
@Path("/feeds")
@Produces(MediaType.APPLICATION_JSON)
public final class FeedResource {
  private final FeedImport feeds;
  private final Store store;
  private final PendingWork work;

  /** Called by Declarative Services. */
  @Activate
  public FeedResource(
      @Reference FeedImport feeds, @Reference Store store, @Reference PendingWork work) {
    this.feeds = requireNonNull(feeds, "feeds is null");
    this.store = requireNonNull(store, "store is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** Tells what was imported when, and how many entities are still to be matched. */
  @GET
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> list() {
    return store.read(
        c -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put(
              "items",
              Sql.list(
                  c,
                  row -> {
                    Map<String, Object> feed = new LinkedHashMap<>();
                    feed.put("name", row.getString(1));
                    feed.put("imported", Json.time(row.getLong(2)));
                    feed.put("records", row.getLong(3));
                    return feed;
                  },
                  "SELECT name, imported_ms, records FROM feed ORDER BY name"));
          json.put(
              "sources",
              Sql.list(
                  c,
                  row -> {
                    Map<String, Object> source = new LinkedHashMap<>();
                    source.put("name", row.getString(1));
                    source.put("asked", Json.time(row.getLong(2)));
                    Json.put(source, "problem", row.getString(3));
                    return source;
                  },
                  "SELECT name, asked_ms, problem FROM feed_source ORDER BY name"));
          json.put("advisories", Sql.number(c, "SELECT count(*) FROM advisory"));
          json.put("pending", Sql.number(c, "SELECT count(*) FROM pending"));
          return json;
        });
  }

  /** Imports a feed: {@code osv}, {@code kev} or {@code epss}. */
  @POST
  @Path("{name}")
  @Consumes(MediaType.WILDCARD)
  @RequiresPermission(value = SupplyChainPermissions.FEED, action = "update")
  public Map<String, Object> put(
      @PathParam("name") String name, InputStream body, @Context SecurityContext security) {
    PortalPrincipal sender = Access.principal(security);
    FeedImport.Result result;
    try {
      result =
          switch (name) {
            case "osv" -> feeds.osv(body, sender, work::begin);
            case "kev" -> feeds.kev(body, sender);
            case "epss" -> feeds.epss(body, sender);
            default -> throw PortalException.notFound("A feed is one of osv, kev and epss");
          };
    } finally {
      work.wake();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("records", result.records());
    json.put("changed", result.changed());
    json.put("refused", result.refused());
    return json;
  }
}
