package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.SourceRow;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads files by URL, from what hosts the configuration allows. */
final class UrlSourceReader implements SourceReader {
  private final Supplier<Optional<UrlReader>> readers;
  private final ReadOptions options;

  /**
   * Creates a reader.
   *
   * @param asOf what was pushed before this moment has to be seen; null when it may be seen later
   */
  UrlSourceReader(Supplier<Optional<UrlReader>> readers, Instant asOf) {
    this.readers = readers;
    this.options = ReadOptions.none().withAsOf(asOf);
  }

  private UrlReader reader() {
    return readers
        .get()
        .orElseThrow(() -> PortalException.unavailable("no reader of URLs is running"));
  }

  @Override
  public List<Found> find(Target target) {
    if (target.target().indexOf('*') < 0) {
      return List.of(new Found(target, target.target(), false));
    }
    return reader().search(target.target(), options).stream()
        .map(url -> new Found(target, url, false))
        .toList();
  }

  @Override
  public Content read(Found file, SourceRow previous, boolean thorough) {
    // a file with placeholders is read in full, because they may have changed
    String etag = previous == null || previous.dependencies() != null ? null : previous.etag();
    UrlContent content = reader().read(file.address(), options.withEtag(etag).withLastCommit());
    if (content.bytes().isEmpty()) {
      return new Content(
          null,
          etag,
          previous == null ? null : previous.stamp(),
          previous == null ? null : previous.digest());
    }
    byte[] bytes = content.bytes().get();
    String digest = Stamps.sha256(bytes);
    boolean same =
        previous != null && previous.dependencies() == null && digest.equals(previous.digest());
    // what has not changed comes from where it came from
    String stamp = same ? previous.stamp() : content.commit().map(Stamps::commit).orElse(null);
    return new Content(same ? null : bytes, content.etag().orElse(null), stamp, digest);
  }

  @Override
  public String resolve(String target, Found file) {
    return reader().resolve(target, file.address());
  }

  @Override
  public Related files(Found file) {
    return new RemoteFiles(file.address());
  }

  private final class RemoteFiles implements Related {
    private final String url;
    private boolean used;
    private Map<String, String> links;

    RemoteFiles(String url) {
      this.url = url;
    }

    @Override
    public String location() {
      return "url:" + url;
    }

    @Override
    public String resolve(String reference) {
      return "url:" + reader().resolve(reference, url);
    }

    @Override
    public String read(String reference) {
      used = true;
      try {
        String target = reader().resolve(reference, url);
        if (!reader().sameRepository(target, url)) {
          throw PortalException.notAllowed("only files of the entity's own repository may be read");
        }
        byte[] bytes =
            reader()
                .read(target, options)
                .bytes()
                .orElseThrow(() -> PortalException.unavailable("the host sent nothing"));
        return FileReader.text(bytes);
      } catch (PortalException e) {
        throw new PortalException(
            e.code(), "could not read location " + reference + ", " + e.getMessage(), e);
      }
    }

    @Override
    public Map<String, String> links() {
      if (links == null) {
        links = readers.get().map(this::links).orElse(Map.of());
      }
      return links;
    }

    private Map<String, String> links(UrlReader reader) {
      try {
        return reader.isSourceHost(url) ? SourceLinks.of(url, reader) : Map.of();
      } catch (PortalException e) {
        // such a file has no pages; why it cannot be read is told by reading it
        return Map.of();
      }
    }

    @Override
    public String dependencies() {
      return used ? "remote" : null;
    }
  }
}
