package dev.callboard.catalog.api;

import dev.callboard.platform.error.PortalException;
import java.util.Locale;

/**
 * A reference to an entity. {@link #toString} gives the canonical form {@code kind:namespace/name},
 * all lower case whatever the locale; the parts keep their case.
 *
 * @param kind such as {@code Component}
 * @param namespace such as {@code default}
 * @param name the name
 */
public record EntityRef(String kind, String namespace, String name) {
  /** The namespace of entities that name none. */
  public static final String DEFAULT_NAMESPACE = "default";

  /** Refuses empty parts. */
  public EntityRef {
    if (kind.isEmpty() || namespace.isEmpty() || name.isEmpty()) {
      throw PortalException.input(
          "Entity reference must not have an empty kind, namespace or name");
    }
  }

  /**
   * Reads {@code [<kind>:][<namespace>/]<name>}. A slash before the first colon means that the
   * colon belongs to the name.
   *
   * @param text the reference
   * @param defaultKind the kind when the text has none, or null to require one
   * @param defaultNamespace the namespace when the text has none, or null for {@code default}
   * @throws PortalException with code {@code INPUT} when a part is empty or the kind is missing
   */
  public static EntityRef parse(String text, String defaultKind, String defaultNamespace) {
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    if (slash >= 0 && slash < colon) {
      colon = -1;
    }
    String kind = colon < 0 ? defaultKind : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    int separator = rest.indexOf('/');
    String namespace = separator < 0 ? defaultNamespace : rest.substring(0, separator);
    String name = rest.substring(separator + 1);
    if (kind == null) {
      throw PortalException.input(
          "Entity reference \""
              + text
              + "\" had missing or empty kind (e.g. did not start with \"component:\" or similar)");
    }
    if (kind.isEmpty() || name.isEmpty() || (separator >= 0 && namespace.isEmpty())) {
      throw PortalException.input(
          "Entity reference \"" + text + "\" was not on the form [<kind>:][<namespace>/]<name>");
    }
    return new EntityRef(kind, namespace == null ? DEFAULT_NAMESPACE : namespace, name);
  }

  /** Reads a reference that names its kind. */
  public static EntityRef parse(String text) {
    return parse(text, null, null);
  }

  @Override
  public String toString() {
    return (kind + ":" + namespace + "/" + name).toLowerCase(Locale.ROOT);
  }
}
