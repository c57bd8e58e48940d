package dev.callboard.docs.site;

import dev.callboard.docs.html.HtmlPolicy;
import dev.callboard.docs.markdown.Diagrams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of files and what is built from it, in memory. */
final class TestSite implements SiteOutput {
  static final SiteLimits LIMITS = new SiteLimits(20_000, 32 << 20, 2 << 20, 1L << 30);

  static final SiteLimits UNLIMITED =
      new SiteLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  final Map<String, byte[]> files = new LinkedHashMap<>();
  final List<String> written = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  private final Map<String, LastChange> changes = new HashMap<>();
  private final Path directory;
  private final SiteBuilder builder = new SiteBuilder(new PageCache(64 << 20), Workers.ALONE);
  private Map<String, String> digests = Map.of();
  private SiteLimits limits = LIMITS;

  TestSite(Path directory) {
    this.directory = directory;
  }

  TestSite file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  TestSite changed(String path, LastChange change) {
    changes.put(path, change);
    return this;
  }

  TestSite limits(SiteLimits others) {
    limits = others;
    return this;
  }

  BuiltSite build() throws IOException {
    return build(false);
  }

  BuiltSite build(boolean readmeAsIndex) throws IOException {
    written.clear();
    BuiltSite built =
        builder.build(
            new SiteRequest(
                directory,
                "Default",
                null,
                readmeAsIndex,
                path -> Optional.empty(),
                path -> Optional.ofNullable(changes.get(path)),
                HtmlPolicy.strict(),
                Diagrams.NONE,
                limits,
                digests,
                log::add),
            this);
    digests = built.digests();
    files.keySet().retainAll(digests.keySet());
    return built;
  }

  String text(String path) {
    byte[] bytes = files.get(path);
    return bytes == null
        ? "no " + path + " in " + files.keySet()
        : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void put(String path, byte[] bytes) {
    files.put(path, bytes);
    written.add(path);
  }

  @Override
  public void keep(String path) {
    if (!files.containsKey(path)) {
      throw new AssertionError("there is no " + path + " to keep");
    }
  }
}
