package dev.callboard.integrations.bitbucket;

import java.net.URI;

/**
 * Where Bitbucket Cloud is.
 *
 * @param host its name in URLs
 * @param web where its pages, archives and tokens are
 * @param api where its REST API is
 */
record CloudAddresses(String host, URI web, URI api) {
  static CloudAddresses usual() {
    return new CloudAddresses(
        "bitbucket.org",
        URI.create("https://bitbucket.org"),
        URI.create("https://api.bitbucket.org/2.0"));
  }
}
