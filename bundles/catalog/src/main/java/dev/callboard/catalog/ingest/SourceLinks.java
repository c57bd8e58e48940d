package dev.callboard.catalog.ingest;

import dev.callboard.integrations.api.UrlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The annotations of an entity whose file is on a source host, as Backstage writes them. */
final class SourceLinks {
  private static final Pattern PINNED = Pattern.compile("/[0-9a-f]{40}(?:/|$)");

  private SourceLinks() {}

  static Map<String, String> of(String url, UrlReader reader) {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("backstage.io/view-url", reader.viewUrl(url));
    if (!PINNED.matcher(url).find()) {
      // Nobody can edit what a commit holds.
      reader.editUrl(url).ifPresent(edit -> links.put("backstage.io/edit-url", edit));
    }
    links.put("backstage.io/source-location", "url:" + reader.resolve("./", url));
    return links;
  }
}
