package dev.callboard.catalog.store;

/** How entities that were written through the API are told from those of files. */
public final class ApiKeys {
  /** The key of the root that lists them. */
  public static final String ROOT = "api:";

  /** The type of their locations. */
  public static final String TYPE = "api";

  private ApiKeys() {}

  /**
   * Returns the location of such an entity, which is also the key by which it holds its reference.
   *
   * @param ref the canonical reference
   */
  public static String location(String ref) {
    return TYPE + ":" + ref;
  }

  /** Returns the key of the source that gives such an entity. */
  public static String source(String ref) {
    return "entity:" + ref;
  }
}
