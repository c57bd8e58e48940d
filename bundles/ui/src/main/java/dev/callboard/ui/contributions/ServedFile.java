package dev.callboard.ui.contributions;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file of a plugin that somebody asks for. Nothing is read before its content is needed, which it
 * is not for those who have it already.
 */
final class ServedFile {
  private final UiFile file;
  private final UiFiles bundled;
  private final Supplier<Optional<FormerFiles.Kept>> former;

  private ServedFile(UiFile file, UiFiles bundled, Supplier<Optional<FormerFiles.Kept>> former) {
    this.file = file;
    this.bundled = bundled;
    this.former = former;
  }

  /** Returns a file of a bundle that is there; when it goes meanwhile, what was kept is taken. */
  static ServedFile of(UiFile file, UiFiles bundled, Supplier<Optional<FormerFiles.Kept>> former) {
    return new ServedFile(file, bundled, former);
  }

  /** Returns a file of a version that has gone. */
  static ServedFile of(FormerFiles.Kept kept) {
    return new ServedFile(kept.file(), null, () -> Optional.of(kept));
  }

  UiFile file() {
    return file;
  }

  /** Returns whether it is sent compressed to those who take that. */
  boolean isCompressed() {
    return bundled != null && bundled.isWorthCompressing(file);
  }

  /** Returns the content as it is. */
  byte[] plain() throws IOException {
    if (bundled == null) {
      return kept().orElseThrow();
    }
    try {
      return bundled.bytes(file);
    } catch (IOException | IllegalStateException gone) {
      return kept().orElseThrow(() -> new IOException("The plugin has gone", gone));
    }
  }

  /** Returns the content in gzip, compressed with the first call. */
  byte[] compressed() throws IOException {
    return bundled.compressed(file, this::plain);
  }

  private Optional<byte[]> kept() {
    return former.get().map(FormerFiles.Kept::bytes);
  }
}
