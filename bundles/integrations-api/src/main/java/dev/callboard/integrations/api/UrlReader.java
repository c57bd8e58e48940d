package dev.callboard.integrations.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads files by URL from the hosts that the configuration allows ({@code integrations} and {@code
 * backend.reading.allow}), with the credentials configured for the host and never with them to
 * another one. Thread-safe; every method blocks, for {@code backend.reading.totalTimeout} at the
 * most.
 *
 * <p>Failures are {@link dev.callboard.platform.error.PortalException}s: {@code NOT_ALLOWED} for a
 * host that is not allowed, with the same text whatever listens there, {@code NOT_FOUND} for a
 * missing file, {@code SERVICE_UNAVAILABLE} for a host that does not answer as it should.
 */
@ProviderType
public interface UrlReader {
  /**
   * Reads a file.
   *
   * @param url an absolute http or https URL
   * @param etag what the last answer carried, or null to read in any case
   * @return the file, or an answer without content when it has not changed
   */
  UrlContent read(String url, String etag);

  /**
   * Finds files.
   *
   * @param url an absolute URL whose path may hold {@code *} and {@code **}
   * @return the absolute URLs of the files that match; a URL without wildcards gives itself without
   *     a look
   */
  List<String> search(String url);

  /**
   * Resolves a reference found in a file against the file's own URL, with the rules of its host.
   *
   * @param reference an absolute URL, a path from the root of the repository, or a relative path
   * @param base the URL of the file
   * @return an absolute URL
   */
  String resolve(String reference, String base);

  /**
   * Returns whether two files are in the same repository, or, for plain web servers, on the same
   * host and port.
   */
  boolean sameRepository(String url, String otherUrl);
}
