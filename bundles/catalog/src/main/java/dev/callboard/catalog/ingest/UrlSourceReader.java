package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.SourceRow;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads files by URL, from what hosts the configuration allows. */
final class UrlSourceReader implements SourceReader {
  private final Supplier<Optional<UrlReader>> readers;

  UrlSourceReader(Supplier<Optional<UrlReader>> readers) {
    this.readers = readers;
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
    return reader().search(target.target()).stream()
        .map(url -> new Found(target, url, false))
        .toList();
  }

  @Override
  public Content read(Found file, SourceRow previous, boolean thorough) {
    // a file with placeholders is read in full, because they may have changed
    String etag = previous == null || previous.dependencies() != null ? null : previous.etag();
    UrlContent content = reader().read(file.address(), etag);
    if (content.bytes().isEmpty()) {
      return new Content(null, etag, null, previous == null ? null : previous.digest());
    }
    byte[] bytes = content.bytes().get();
    String digest = Stamps.sha256(bytes);
    boolean same =
        previous != null && previous.dependencies() == null && digest.equals(previous.digest());
    return new Content(same ? null : bytes, content.etag().orElse(null), null, digest);
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
                .read(target, null)
                .bytes()
                .orElseThrow(() -> PortalException.unavailable("the host sent nothing"));
        return FileReader.text(bytes);
      } catch (PortalException e) {
        throw new PortalException(
            e.code(), "could not read location " + reference + ", " + e.getMessage(), e);
      }
    }

    @Override
    public String dependencies() {
      return used ? "remote" : null;
    }
  }
}
