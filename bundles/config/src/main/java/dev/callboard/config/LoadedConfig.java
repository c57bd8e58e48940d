package dev.callboard.config;

import dev.callboard.platform.config.Config;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A configuration that was read without problems. Immutable. */
public final class LoadedConfig {
  private final TreeConfig config;
  private final Set<Path> files;

  LoadedConfig(TreeConfig config, Set<Path> files) {
    this.config = config;
    this.files = Set.copyOf(files);
  }

  /** Returns the values. */
  public Config config() {
    return config;
  }

  Node.MapNode tree() {
    return config.tree();
  }

  /** Returns the files that it depends on: layers, includes, and layers that are not there yet. */
  public Set<Path> files() {
    return files;
  }

  /**
   * Returns the values for showing: secrets are {@code ***}. Secret is what stands under a key such
   * as {@code token} or {@code password}, and everything that came from the environment or {@code
   * $file}.
   */
  @SuppressWarnings("unchecked")
  public Map<String, Object> redacted() {
    return (Map<String, Object>) Redaction.of(config.tree());
  }
}
