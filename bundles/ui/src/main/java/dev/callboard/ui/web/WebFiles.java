package dev.callboard.ui.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files of the portal, by the list that the build has made of them. The list is read with the
 * first request, the files with each: browsers keep them, so each is asked for once.
 */
final class WebFiles {
  private static final String LIST = "files.tsv";

  private final Function<String, URL> resources;
  private volatile Map<String, WebFile> known;

  /** Takes what finds a file by its path below the folder of the web; null when it is not there. */
  WebFiles(Function<String, URL> resources) {
    this.resources = resources;
  }

  /** Returns the file with this path, without a slash before it. */
  Optional<WebFile> find(String path) {
    Map<String, WebFile> files = known;
    if (files == null) {
      files = read();
      known = files;
    }
    return Optional.ofNullable(files.get(path));
  }

  /** Opens a file in the form in which it is kept. */
  InputStream open(WebFile file) throws IOException {
    return open(file.resource());
  }

  /** Returns all of a file that is kept as it is. */
  byte[] bytes(String path) {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open(String resource) throws IOException {
    URL url = resources.apply(resource);
    if (url == null) {
      throw new IOException("The bundle has no web/" + resource);
    }
    return url.openStream();
  }

  private Map<String, WebFile> read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(LIST), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(WebFile::parse)
          .collect(Collectors.toUnmodifiableMap(WebFile::path, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
