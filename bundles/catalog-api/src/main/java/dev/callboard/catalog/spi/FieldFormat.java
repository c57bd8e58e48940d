package dev.callboard.catalog.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that says which values a field of every entity may have, in place of the catalog's own
 * rule. Called on threads of the catalog, by several at a time, for each entity: it must be quick
 * and must not block. Of two for one field the first to appear serves. When it appears or goes the
 * entities are processed again.
 */
@ConsumerType
public interface FieldFormat {
  /** The fields whose format can be set. */
  enum Field {
    /** {@code apiVersion}. */
    API_VERSION,
    /** {@code kind}. */
    KIND,
    /** {@code metadata.name}. */
    NAME,
    /** {@code metadata.namespace}. */
    NAMESPACE,
    /** The keys of {@code metadata.labels}. */
    LABEL_KEY,
    /** The values of {@code metadata.labels}. */
    LABEL_VALUE,
    /** The keys of {@code metadata.annotations}. */
    ANNOTATION_KEY,
    /** The items of {@code metadata.tags}. */
    TAG
  }

  /** Returns the field. */
  Field field();

  /** Returns whether a value is right; never called with null. An exception counts as no. */
  boolean isValid(String value);

  /** Returns what would be right, to follow the word <i>expected</i>, such as {@code a code}. */
  String expectation();
}
