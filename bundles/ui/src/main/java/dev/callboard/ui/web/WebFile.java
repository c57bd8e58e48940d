package dev.callboard.ui.web;

import dev.callboard.platform.error.PortalException;

/**
 * A file of the portal.
 *
 * @param path below the folder of the web, without a slash before it
 * @param mediaType how it is told to browsers
 * @param length in bytes
 * @param compressed its length in gzip, the only form in which it is kept; 0 when it is kept as is
 * @param digest changes with the content
 */
record WebFile(String path, String mediaType, int length, int compressed, String digest) {
  private static final String ASSETS = "assets/";

  /** Reads a line of the list that the build writes. */
  static WebFile parse(String line) {
    String[] parts = line.split("\t");
    if (parts.length != 4) {
      throw PortalException.input("'" + line + "' in web/files.tsv is not four columns");
    }
    String type = MediaTypes.of(parts[0]).orElse("application/octet-stream");
    return new WebFile(
        parts[0], type, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
  }

  /** Returns whether the name changes with the content, so that it can be kept for ever. */
  boolean isImmutable() {
    return path.startsWith(ASSETS);
  }

  /** Returns where it is in the bundle. */
  String resource() {
    return compressed > 0 ? path + ".gz" : path;
  }
}
