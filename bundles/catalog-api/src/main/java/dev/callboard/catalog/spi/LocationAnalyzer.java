package dev.callboard.catalog.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that looks at a repository before it is imported: which entity files it has, or else
 * what an entity of it could look like. The service of the highest ranking that supports a URL is
 * asked; where none does, the catalog's own analyzer is. Thread-safe, nothing is registered or
 * stored.
 */
@ConsumerType
public interface LocationAnalyzer {
  /**
   * Returns whether this analyzer knows the host of a URL; must not block.
   *
   * @param url an absolute http or https URL, such as that of a repository
   */
  boolean supports(String url);

  /**
   * Looks at what a URL leads to; may block for as long as its host takes. A {@link
   * dev.callboard.platform.error.PortalException} becomes the answer of the request.
   *
   * @param url an absolute http or https URL that is supported
   * @param entityFilename the name or glob of entity files in a repository
   * @return what was found; the catalog reads the files itself
   */
  LocationAnalysis analyze(String url, String entityFilename);
}
