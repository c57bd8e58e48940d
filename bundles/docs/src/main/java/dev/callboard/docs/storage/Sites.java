package dev.callboard.docs.storage;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.api.DocsStorage;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The published sites, wherever they are kept. Thread-safe; blocks. */
@Component(service = Sites.class)
public final class Sites {
  /** What TechDocs knows of a site. */
  public static final String METADATA = "techdocs_metadata.json";

  /** What we know beyond that. */
  public static final String MANIFEST = "callboard_docs.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final ConfigService config;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<Map.Entry<Map<String, Object>, DocsStorage>> storages = List.of();

  /** Called by the framework. */
  @Activate
  public Sites(@Reference ConfigService config) {
    this.config = requireNonNull(config, "config is null");
  }

  /** Makes the sites of one storage, of the type {@code local}. */
  public Sites(ConfigService config, DocsStorage storage) {
    this(config);
    storages = List.of(Map.entry(Map.of(DocsStorage.TYPE, "local"), storage));
  }

  /** Returns the storage that is configured. */
  public DocsStorage storage() {
    String type = config.current().string("techdocs.publisher.type").orElse("local");
    return storages.stream()
        .filter(each -> type.equals(each.getKey().get(DocsStorage.TYPE)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                PortalException.unavailable(
                    "There is no storage for documentation of the type '"
                        + type
                        + "', which techdocs.publisher.type asks for"));
  }

  /** Returns the name of the site of an entity. */
  public String name(EntityRef ref) {
    String name = ref.namespace() + "/" + ref.kind() + "/" + ref.name();
    return keepsCase() ? name : name.toLowerCase(Locale.ROOT);
  }

  /** Returns whether the names of sites keep the case of what they are named after. */
  public boolean keepsCase() {
    return config.current().bool("techdocs.legacyUseCaseSensitiveTripletPaths").orElse(false);
  }

  /** Returns a file of a site, or empty. */
  public Optional<DocsFile> file(String site, String path) {
    try {
      return storage().read(site, path);
    } catch (IOException e) {
      throw new PortalException(
          dev.callboard.platform.error.ErrorCode.SERVICE_UNAVAILABLE,
          "The documentation cannot be read now",
          e);
    }
  }

  /** Returns a JSON file of a site; empty when it is missing or no JSON object. */
  public Optional<Map<String, Object>> json(String site, String path) {
    Optional<DocsFile> file = file(site, path);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(file.get().bytes(), OBJECT));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
