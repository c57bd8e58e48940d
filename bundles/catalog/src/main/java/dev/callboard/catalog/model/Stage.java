package dev.callboard.catalog.model;

/** The steps of processing that can find fault with a document, in their order. */
public enum Stage {
  /** It is not YAML that can be read. */
  PARSE,
  /** It is no entity: apiVersion, kind, metadata or name are missing. */
  ENVELOPE,
  /** A placeholder cannot be resolved. */
  PLACEHOLDER,
  /** It breaks a rule that holds for every kind. */
  POLICY,
  /** No definition knows its kind and apiVersion. */
  UNKNOWN_KIND,
  /** It does not fit the schema of its kind. */
  KIND,
  /** The catalog rules do not let it in from where it was found. */
  RULES,
  /** A processor found fault, or a reference cannot be read. */
  PROCESSING,
  /** A processor failed, which says nothing about the document: it is tried again. */
  PROCESSOR,
  /** It is larger than its limits. */
  LIMIT
}
