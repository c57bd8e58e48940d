package dev.callboard.integrations.spi;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How source hosts reach the network and the disk, within the limits of the configuration. Also a
 * service, for plugins that talk to the configured hosts by other means than reading.
 */
@ProviderType
public interface HostAccess {
  /**
   * Returns a client for a host. Does not block and connects to nothing.
   *
   * @param profile which host, not null
   */
  HostClient client(HostProfile profile);

  /** Returns how large a file may be. */
  long maxFileBytes();

  /** Returns how large all files of a tree, or what they are packed into, may be together. */
  long maxTreeBytes();

  /** Returns a writer of a new tree. It holds a temporary directory until its tree is closed. */
  TreeWriter newTree();

  /**
   * Returns a directory of the type's own that outlives the server, for caches; it exists.
   *
   * @param type letters, digits and dashes
   */
  Path cache(String type);
}
