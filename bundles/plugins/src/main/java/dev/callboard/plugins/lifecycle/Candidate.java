package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.inspect.InspectedJar;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.StoredJar;
import java.util.Optional;

/**
 * A jar that passed every check that does not depend on what is installed.
 *
 * @param jar a private copy
 * @param content what was found in it
 * @param verdict who vouches for it
 * @param source the file in the drop folder it came from, or empty for an upload
 * @param allowDowngrade whether who brings it wants an older version
 */
record Candidate(
    StoredJar jar,
    InspectedJar content,
    Verdict verdict,
    Optional<String> source,
    boolean allowDowngrade) {
  PluginManifest manifest() {
    return content.manifest();
  }

  String id() {
    return manifest().pluginId();
  }
}
