package dev.callboard.plugins.watch;

import java.nio.file.Path;
import java.util.Optional;

/** What is known of one jar in the drop folder. Used by the watching thread only. */
final class TrackedFile {
  /** How far a state of the file has come. */
  enum Phase {
    SEEN,
    COPYING,
    BROKEN,
    HANDED_OVER
  }

  private final Path file;
  private FileStamp stamp;
  private Optional<FileStamp> signature = Optional.empty();
  private long since;
  private long completeSince = -1;
  private Phase phase = Phase.SEEN;

  TrackedFile(Path file, FileStamp stamp, long now) {
    this.file = file;
    this.stamp = stamp;
    this.since = now;
  }

  Path file() {
    return file;
  }

  FileStamp stamp() {
    return stamp;
  }

  Optional<FileStamp> signature() {
    return signature;
  }

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
  }

  /** Takes a look; a change starts everything anew. */
  void look(FileStamp now, Optional<FileStamp> signatureNow, long time) {
    // A signature file that goes away changes nothing: the store has its content.
    boolean signed = signatureNow.isPresent() && !signatureNow.equals(signature);
    if (now.equals(stamp) && !signed) {
      return;
    }
    if (!now.equals(stamp)) {
      completeSince = -1;
      phase = phase == Phase.COPYING ? Phase.COPYING : Phase.SEEN;
    } else {
      phase = Phase.SEEN;
    }
    stamp = now;
    signature = signatureNow.isPresent() ? signatureNow : signature;
    since = time;
  }

  /** Returns for how long nothing has changed. */
  long quiet(long time) {
    return time - since;
  }

  /** Returns for how long the file has been complete; the first call starts that time. */
  long complete(long time) {
    if (completeSince < 0) {
      completeSince = time;
    }
    return time - completeSince;
  }
}
