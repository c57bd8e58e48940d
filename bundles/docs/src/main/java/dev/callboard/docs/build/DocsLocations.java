package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.PortalException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds out where the sources of an entity's documentation are. Immutable. */
public final class DocsLocations {
  /** The annotation that says that an entity has documentation. */
  public static final String ANNOTATION = "backstage.io/techdocs-ref";

  private static final String MANAGED_BY = "backstage.io/managed-by-location";
  private static final String SOURCE = "backstage.io/source-location";

  private final UrlReader reader;

  /** Makes a finder that resolves addresses with the rules of their hosts. */
  public DocsLocations(UrlReader reader) {
    this.reader = requireNonNull(reader, "reader is null");
  }

  /**
   * Where sources are.
   *
   * @param type {@code url} or {@code dir}
   * @param target an address or a folder of this machine
   */
  public record Location(String type, String target) {
    /** Returns whether the sources are in a folder of this machine. */
    public boolean isLocal() {
      return type.equals("dir");
    }
  }

  /**
   * Returns where the sources of an entity are.
   *
   * @throws PortalException with code {@code INPUT} when the entity has no documentation or names
   *     it wrongly
   */
  public Location of(Entity entity) {
    String name = String.valueOf(entity.metadata().get("name"));
    String ref =
        entity
            .annotation(ANNOTATION)
            .orElseThrow(
                () ->
                    PortalException.input(
                        "No " + ANNOTATION + " annotation provided in entity: " + name));
    int colon = ref.indexOf(':');
    String type = colon < 0 ? "" : ref.substring(0, colon);
    String target = ref.substring(colon + 1).strip();
    if (type.equals("url") && !target.isEmpty()) {
      return new Location("url", target);
    }
    if (type.equals("dir") && !target.isEmpty()) {
      return beside(entity, target);
    }
    throw PortalException.input(
        "The annotation "
            + ANNOTATION
            + " of "
            + name
            + " must be dir:<folder> or url:<address of a tree>");
  }

  /**
   * Who writes an entity writes its source location too, so that a local folder counts only where
   * the catalog itself has read the entity from one.
   */
  private Location beside(Entity entity, String folder) {
    String source = entity.annotation(SOURCE).filter(each -> each.startsWith("url:")).orElse("");
    String managed = entity.annotation(MANAGED_BY).orElse("");
    String location = source.isEmpty() ? managed : source;
    if (location.startsWith("url:")) {
      String base = location.substring("url:".length());
      String url = reader.resolve(folder, base);
      if (!reader.sameRepository(url, base)) {
        throw PortalException.input(
            "The folder " + folder + " of the documentation is outside of its repository");
      }
      return new Location("url", url);
    }
    if (location.startsWith("file:")) {
      return new Location("dir", local(location.substring("file:".length()), folder).toString());
    }
    throw PortalException.input(
        "The entity comes from no file, so that " + ANNOTATION + " must be url:<address>");
  }

  private static Path local(String file, String folder) {
    try {
      Path top = Path.of(file).toAbsolutePath().normalize().getParent();
      Path path = top.resolve(folder).normalize();
      if (path.startsWith(top) && folder.indexOf('\0') < 0) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw PortalException.input("The folder of the documentation is no path");
    }
    throw PortalException.input(
        "The folder " + folder + " of the documentation is outside of the entity's own");
  }
}
