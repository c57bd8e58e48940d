package dev.callboard.docs.rest;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The types of files as they are sent. What a browser could take for a page that runs code is sent
 * as plain text: the reader fetches it and shows it in a place of its own.
 */
final class ContentTypes {
  private static final Pattern ACTIVE =
      Pattern.compile("htm|xml|svg|appcache|manifest|mathml|owl|rdf|rng|vtt|xht|xsd|xsl");
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json; charset=utf-8"),
          Map.entry("js", PLAIN),
          Map.entry("mjs", PLAIN),
          Map.entry("txt", PLAIN),
          Map.entry("md", PLAIN),
          Map.entry("yaml", PLAIN),
          Map.entry("yml", PLAIN),
          Map.entry("csv", PLAIN),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("gz", "application/gzip"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mpeg"));

  private ContentTypes() {}

  static String of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    if (ACTIVE.matcher(extension).find()) {
      return PLAIN;
    }
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }
}
