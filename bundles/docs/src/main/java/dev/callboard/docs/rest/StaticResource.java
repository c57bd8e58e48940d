package dev.callboard.docs.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.storage.SiteVersions;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.http.UserCookieRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files of published sites. */
@Component(service = StaticResource.class)
@Path("/static/docs")
public final class StaticResource {
  private static final String PREFIX = "static/docs/";
  private static final Pattern RANGE = Pattern.compile("^bytes=(\\d{0,18})-(\\d{0,18})$");

  private final Entities entities;
  private final Sites sites;

  /** Called by the framework. */
  @Activate
  public StaticResource(@Reference Entities entities, @Reference Sites sites) {
    this.entities = requireNonNull(entities, "entities is null");
    this.sites = requireNonNull(sites, "sites is null");
  }

  /** Returns a file, to callers that may see the entity that it belongs to. */
  @GET
  @Path("/{path: .*}")
  @UserCookieRoute
  @RequiresPermission(value = "catalog.entity.read", resourceType = "catalog-entity")
  public Response file(
      @Context UriInfo uri,
      @Context SecurityContext security,
      @HeaderParam("If-None-Match") String known,
      @HeaderParam("Range") String range) {
    String raw = uri.getPath(false);
    String below = raw.startsWith("/") ? raw.substring(1) : raw;
    StaticPath path =
        StaticPath.of(below.substring(PREFIX.length()))
            .orElseThrow(() -> PortalException.notFound("Content not found"));
    EntityRef ref = path.ref();
    entities.require(ref, security, "Content not found for " + ref);
    if (!sites.keepsCase() && !path.isLowerCase()) {
      String lower =
          (ref.namespace() + "/" + ref.kind() + "/" + ref.name()).toLowerCase(Locale.ROOT);
      String rest =
          below.substring(PREFIX.length()).split("/", 4).length < 4
              ? ""
              : "/" + below.substring(PREFIX.length()).split("/", 4)[3];
      return Response.status(301)
          .header("Location", "/api/techdocs/" + PREFIX + lower + rest)
          .build();
    }
    String site = sites.name(ref);
    if (path.isVersions()) {
      return versions(site);
    }
    String own = path.version().map(id -> SiteVersions.site(site, id)).orElse(site);
    Optional<DocsFile> file = sites.file(own, path.file());
    return file.isEmpty()
        ? safe(Response.status(404)).build()
        : answer(path.path(), file.get(), known, range);
  }

  /** A site without versions has an empty list, so that nobody asks for what is missing. */
  private Response versions(String site) {
    try {
      return safe(Response.ok(SiteVersions.json(new SiteVersions(sites).of(site))))
          .header("Content-Type", ContentTypes.of(SiteVersions.LIST))
          .header("Cache-Control", "private, max-age=0")
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response answer(String path, DocsFile file, String known, String range) {
    String tag = "W/\"" + file.tag() + "\"";
    if (known != null && (known.equals("*") || known.contains("\"" + file.tag() + "\""))) {
      return describe(Response.status(304), file, tag).build();
    }
    Matcher part = range == null ? null : RANGE.matcher(range.strip());
    if (part == null || !part.matches() || file.bytes().length == 0) {
      return describe(Response.ok(file.bytes()), file, tag)
          .header("Content-Type", ContentTypes.of(path))
          .build();
    }
    int size = file.bytes().length;
    long from =
        part.group(1).isEmpty()
            ? Math.max(0, size - number(part.group(2), 0))
            : number(part.group(1), 0);
    long to =
        part.group(1).isEmpty() ? size - 1 : Math.min(size - 1, number(part.group(2), size - 1));
    if (from > to) {
      return safe(Response.status(416)).header("Content-Range", "bytes */" + size).build();
    }
    return describe(
            Response.status(206).entity(Arrays.copyOfRange(file.bytes(), (int) from, (int) to + 1)),
            file,
            tag)
        .header("Content-Type", ContentTypes.of(path))
        .header("Content-Range", "bytes " + from + "-" + to + "/" + size)
        .build();
  }

  private static long number(String text, long otherwise) {
    return text.isEmpty() ? otherwise : Long.parseLong(text);
  }

  private static Response.ResponseBuilder describe(
      Response.ResponseBuilder answer, DocsFile file, String tag) {
    return safe(answer)
        .header("ETag", tag)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "private, max-age=0")
        .header(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(file.modified().atOffset(ZoneOffset.UTC)));
  }

  /** Opened by itself, a file of a site must not run anything on the portal's own origin. */
  private static Response.ResponseBuilder safe(Response.ResponseBuilder answer) {
    return answer
        .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'self'")
        .header("X-Content-Type-Options", "nosniff");
  }
}
