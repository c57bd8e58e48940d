package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Files by URL, with the texts that the real reader has for what is not there. */
final class MemoryWeb implements SourceReader {
  private final Map<String, String> files;

  MemoryWeb(Map<String, String> files) {
    this.files = files;
  }

  @Override
  public List<Found> find(Target target) {
    return target.target().endsWith("*")
        ? files.keySet().stream()
            .filter(url -> url.startsWith(target.target().replace("*", "")))
            .sorted()
            .map(url -> new Found(target, url, false))
            .toList()
        : List.of(new Found(target, target.target(), false));
  }

  @Override
  public Content read(Found file, SourceRow previous, boolean thorough) {
    byte[] bytes = text(file.address()).getBytes(StandardCharsets.UTF_8);
    return new Content(bytes, null, null, Stamps.sha256(bytes));
  }

  private String text(String url) {
    if (!files.containsKey(url) && !url.startsWith("http://127.0.0.1:7090/")) {
      throw PortalException.notAllowed("Reading from '" + url + "' is not allowed. Allow it.");
    }
    String text = files.get(url);
    if (text == null) {
      throw PortalException.notFound("no matching files found for " + url);
    }
    return text;
  }

  @Override
  public String resolve(String target, Found file) {
    return URI.create(file.address()).resolve(target).toString();
  }

  @Override
  public Related files(Found file) {
    return new Related() {
      @Override
      public String dependencies() {
        return null;
      }

      @Override
      public String location() {
        return file.key();
      }

      @Override
      public String read(String reference) {
        return text(MemoryWeb.this.resolve(reference, file));
      }

      @Override
      public String resolve(String reference) {
        return "url:" + MemoryWeb.this.resolve(reference, file);
      }
    };
  }
}
