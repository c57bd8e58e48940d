package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;

/** Reads documents of one format. Thread-safe; keeps nothing. */
interface DocumentFormat {
  /** Returns the name that callers give it. */
  String id();

  /**
   * Reads a document.
   *
   * @throws dev.callboard.platform.error.PortalException that says what is wrong, where, and what
   *     would be right
   */
  SecurityDocument read(byte[] body, DocumentLimits limits);
}
