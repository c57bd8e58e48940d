package dev.callboard.integrations.spi;

import dev.callboard.integrations.api.CommitVisitor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A service that reads histories of hosts that serve their repositories with git, too. Thread-safe;
 * blocks.
 *
 * @since 1.4
 */
@ProviderType
public interface GitHistories {
  /**
   * Goes through the history of a repository, as {@link
   * dev.callboard.integrations.api.UrlReader#commits}.
   *
   * @param remote the repository, not null
   * @param commits how many are taken at the most, from the newest
   * @param visitor takes them, not null
   * @param shown what is read, for messages, not null
   */
  void commits(GitRemote remote, int commits, CommitVisitor visitor, String shown);
}
