package dev.callboard.integrations.api;

import java.nio.file.Path;
import java.util.Map;
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
}
