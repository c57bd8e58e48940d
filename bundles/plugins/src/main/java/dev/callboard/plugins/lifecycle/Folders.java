package dev.callboard.plugins.lifecycle;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of the plugin manager are.
 *
 * @param data the data directory
 * @param drop the drop folder, or empty for none
 * @param shipped the plugins of the installation, or empty for none
 */
public record Folders(Path data, Optional<Path> drop, Optional<Path> shipped) {}
