package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.analyze.DefaultLocationAnalyzer;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.spi.LocationAnalysis;
import dev.callboard.catalog.spi.LocationAnalyzer;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Looks at a repository before it is imported; stores nothing. */
@Component(service = CatalogResource.class)
@Path("/analyze-location")
@Produces(Json.TYPE)
public final class AnalyzeLocationResource implements CatalogResource {
  private static final String DEFAULT_NAME = "catalog-info.yaml";
  private static final long MAX_FILES = 100;
  private static final Pattern FILENAME = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9._*/-]{1,200}");

  private final Ingestion ingestion;
  private final ConfigService config;
  private final DefaultLocationAnalyzer otherwise;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<LocationAnalyzer> analyzers = List.of();

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile UrlReader urls;

  /** Called by the framework. */
  @Activate
  public AnalyzeLocationResource(@Reference Ingestion ingestion, @Reference ConfigService config) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.config = requireNonNull(config, "config is null");
    this.otherwise = new DefaultLocationAnalyzer(() -> Optional.ofNullable(urls), config);
  }

  /** Returns the entity files that are there, or else what could be added. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = "catalog.location.analyze", action = "")
  public Response analyze(Map<String, Object> content, @Context UriInfo uri) {
    Input.parameters(uri);
    Input body = Input.body(content).require("location");
    Input location =
        Input.body(body.object("location"), "request/body/location")
            .require("type", "target")
            .only("type", "target");
    location.text("type");
    String target = location.text("target");
    String filename = filename(body);
    LocationAnalysis found = analyzer(target).analyze(target, filename);
    List<Map<String, Object>> existing = existing(found.files());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("existingEntityFiles", existing);
    answer.put(
        "generateEntities",
        existing.isEmpty() ? found.drafts().stream().map(Drafts::json).toList() : List.of());
    return Json.answer(200, answer);
  }

  /** The reference's clients spell the field otherwise than its description. */
  private String filename(Input body) {
    String asked = body.text("catalogFilename");
    String name = asked == null ? body.text("catalogFileName") : asked;
    if (name == null || name.isEmpty()) {
      return config.current().string("catalog.import.entityFilename").orElse(DEFAULT_NAME);
    }
    if (!FILENAME.matcher(name).matches()) {
      throw PortalException.input(
          "request/body/catalogFilename must be the name of a file, such as " + DEFAULT_NAME);
    }
    return name;
  }

  private LocationAnalyzer analyzer(String target) {
    // The framework orders them by rank, the lowest first.
    List<LocationAnalyzer> known = analyzers;
    for (int i = known.size() - 1; i >= 0; i--) {
      if (known.get(i).supports(target)) {
        return known.get(i);
      }
    }
    return otherwise;
  }

  /** One file that is not right does not hide the others. */
  private List<Map<String, Object>> existing(List<String> files) {
    List<Map<String, Object>> existing = new ArrayList<>();
    PortalException broken = null;
    int most = config.current().number("catalog.analyze.maxFiles").orElse(MAX_FILES).intValue();
    for (String file : files.subList(0, Math.max(0, Math.min(most, files.size())))) {
      try {
        existing.addAll(entities(file));
      } catch (PortalException e) {
        broken = e;
      }
    }
    if (existing.isEmpty() && broken != null) {
      throw broken;
    }
    return existing;
  }

  private List<Map<String, Object>> entities(String file) {
    boolean registered =
        ingestion
            .store()
            .read(connection -> LocationTable.byTarget(connection, "url", file))
            .isPresent();
    List<Map<String, Object>> entities = new ArrayList<>();
    for (Map<String, Object> entity : ingestion.dryRun("url", file)) {
      if (!isOwn(entity, file)) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("location", Map.of("type", "url", "target", file));
        json.put("isRegistered", registered);
        json.put("entity", entity);
        entities.add(json);
      }
    }
    return entities;
  }

  /** Returns whether an entity is the one that stands for the file itself. */
  private static boolean isOwn(Map<String, Object> entity, String file) {
    return entity.get("metadata") instanceof Map<?, ?> metadata
        && LocationRefs.entityRef("url", file).equals("location:default/" + metadata.get("name"));
  }
}
