package dev.callboard.integrations.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the history of a repository, on the thread of who asked for it.
 *
 * @since 1.3
 */
@ConsumerType
public interface CommitVisitor {
  /**
   * Takes the newest commit, before anything else is read.
   *
   * @param commit its id, not null
   * @return whether to go on: false when all about this commit is known already
   */
  boolean start(String commit);

  /**
   * Takes the paths of all files at the newest commit.
   *
   * @param paths from the root of the repository, with slashes, not null
   */
  void files(List<String> paths);

  /**
   * Takes a commit: the newest first, without merges.
   *
   * @return whether to go on
   */
  boolean commit(SourceCommit commit);

  /** Is told that there are older commits than those taken. */
  void cut();
}
