package dev.callboard.scaffolder.publish;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A service that puts files of a workspace into git repositories. No hook, filter or configuration
 * of git has a part in it. Thread-safe; the methods block.
 */
@ProviderType
public interface GitPublisher {
  /**
   * Returns the files that git would take: all but those that a {@code .gitignore} of the workspace
   * names.
   *
   * @param source the root of what is published, not null
   * @return regular files, sorted by path
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when there is
   *     something that must not be published: a symbolic link, or a name that some git takes for
   *     its own directory
   * @throws IOException when the workspace cannot be read
   */
  List<WorkspaceEntry> files(Workspace source) throws IOException;

  /**
   * Checks a key that is to sign commits, so that a wrong one is told before anything is created.
   *
   * @param key as {@link GitPush#signed} takes it, not null
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT}, without any part
   *     of the key, when it is none that signs
   */
  void checkSigningKey(Secret key);

  /**
   * Makes one commit of the files and pushes it, without force. The same step makes the same commit
   * again, so that what a crash has interrupted can be repeated: a branch that has the commit
   * already is left as it is.
   *
   * @param context of the step
   * @param push what, and where to
   * @return the hash of the commit
   * @throws dev.callboard.platform.error.PortalException with code {@code CONFLICT} when the branch
   *     has other commits, {@code NOT_ALLOWED} when the host refuses the credentials, {@code
   *     NOT_FOUND} when there is no such repository, {@code SERVICE_UNAVAILABLE} when the host does
   *     not answer as it should; no message holds a credential
   * @throws Exception when the workspace cannot be read or the step's state not stored
   */
  String push(ActionContext context, GitPush push) throws Exception;
}
