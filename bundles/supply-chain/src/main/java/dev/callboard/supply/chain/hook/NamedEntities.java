package dev.callboard.supply.chain.hook;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.identity.IdentityService;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the entities whose annotation names something elsewhere. Thread-safe. */
@Component(service = NamedEntities.class)
public final class NamedEntities {
  private static final String SOURCE = "backstage.io/source-location";
  private static final int MOST = 100;

  private final CatalogService catalog;
  private final IdentityService identity;

  /** Called by Declarative Services. */
  @Activate
  public NamedEntities(@Reference CatalogService catalog, @Reference IdentityService identity) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
  }

  /**
   * Returns at most 100 entities.
   *
   * @param value what the annotation says, without commas
   * @param host where it lies; an entity whose source lies elsewhere is another one. Empty for none
   */
  List<String> find(String annotation, String value, String host) {
    String filter = "metadata.annotations." + annotation + "=" + value;
    return catalog.query(List.of(filter), MOST, identity.system("supply-chain")).stream()
        .filter(entity -> entity.annotation(annotation).filter(value::equalsIgnoreCase).isPresent())
        .filter(entity -> host.isEmpty() || sourceHost(entity).map(host::equals).orElse(true))
        .map(entity -> entity.ref().toString())
        .toList();
  }

  private static Optional<String> sourceHost(Entity entity) {
    return entity.annotation(SOURCE).map(each -> host(each.replaceFirst("^url:", "")));
  }

  /** Returns the host of a URL in lower case, empty for what has none. */
  static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
