package dev.callboard.catalog.discovery.table;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One entry of {@code catalog.providers.table}.
 *
 * @param id tells entries apart
 * @param url of the document
 * @param format json, yaml or csv
 * @param items where in the document the list is, empty for the document itself
 * @param separator of the cells of CSV
 * @param headers that are sent with the request; they may be secret
 * @param where what has to be in a row for it to count
 * @param entity what becomes of a row
 */
public record TableSettings(
    String id,
    URI url,
    String format,
    String items,
    char separator,
    Map<String, String> headers,
    Map<String, String> where,
    RowTemplate entity) {
  /**
   * Reads an entry.
   *
   * @param key of the entry, for messages
   */
  public static TableSettings of(String id, String key, Config entry) {
    URI url = url(key, entry.string("url").orElse(""));
    String path = url.getPath().toLowerCase(Locale.ROOT);
    String guess = path.endsWith(".csv") ? "csv" : path.matches(".*\\.ya?ml") ? "yaml" : "json";
    String format = entry.string("format").orElse(guess);
    if (!List.of("json", "yaml", "csv").contains(format)) {
      throw PortalException.input(key + ".format must be json, yaml or csv");
    }
    String separator = entry.string("separator").orElse(",");
    if (separator.length() != 1) {
      throw PortalException.input(key + ".separator must be one character");
    }
    Object entity = entry.value("entity").orElse(null);
    if (!(entity instanceof Map<?, ?>)) {
      throw PortalException.input(key + ".entity must say what becomes of a row");
    }
    return new TableSettings(
        id,
        url,
        format,
        entry.string("items").orElse(""),
        separator.charAt(0),
        texts(entry, "headers"),
        texts(entry, "where"),
        new RowTemplate(key + ".entity", entity));
  }

  private static Map<String, String> texts(Config entry, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    entry
        .section(key)
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(
                        name -> section.string(name).ifPresent(text -> texts.put(name, text))));
    return texts;
  }

  private static URI url(String key, String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw PortalException.input(key + ".url must be an absolute http or https URL without a user");
  }
}
