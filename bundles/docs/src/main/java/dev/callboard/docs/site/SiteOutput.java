package dev.callboard.docs.site;

import java.io.IOException;

/** Takes the files of a site, from several threads at a time. */
public interface SiteOutput {
  /** Takes a file that is new or has changed. */
  void put(String path, byte[] bytes) throws IOException;

  /** Takes note of a file that is as it was. */
  void keep(String path) throws IOException;
}
