package dev.callboard.integrations.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A service that knows the history of folders of this machine. Thread-safe; blocks. */
@ProviderType
public interface WorkTrees {
  /**
   * Returns when and by whom the files below a folder were changed last.
   *
   * @param folder in a work tree, or anywhere else
   * @param commits how many commits are looked at, from the newest
   * @return by their paths below the folder, with slashes; files whose last change is older or not
   *     committed are missing, and all are when the folder is in no work tree
   */
  Map<String, SourceChange> changes(Path folder, int commits);

  /**
   * Returns the root of the work tree that a folder is in; empty when it is in none.
   *
   * @since 1.3
   */
  default Optional<Path> root(Path folder) {
    return Optional.empty();
  }

  /**
   * Goes through the history of the work tree that a folder is in.
   *
   * @param folder in a work tree, or anywhere else
   * @param commits how many are taken at the most, from the newest
   * @param visitor takes them, not null
   * @return whether the folder is in a work tree with commits; if not, nothing was taken
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     the history cannot be read
   * @since 1.3
   */
  default boolean commits(Path folder, int commits, CommitVisitor visitor) {
    return false;
  }
}
