package dev.callboard.scaffolder.git;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.GitPush;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** The branch of another repository that a commit goes to. */
final class RemoteBranch {
  private final Repository repository;
  private final Remote remote;
  private final GitPush push;

  RemoteBranch(Repository repository, Remote remote, GitPush push) {
    this.repository = repository;
    this.remote = remote;
    this.push = push;
  }

  /** Gets the last commit of a branch, without its history. */
  ObjectId fetch(String base) throws IOException {
    return remote.talk(transport -> fetch(transport, base));
  }

  private ObjectId fetch(Transport transport, String base) throws IOException {
    transport.setDepth(1);
    transport.setTagOpt(TagOpt.NO_TAGS);
    try {
      transport.fetch(
          NullProgressMonitor.INSTANCE,
          List.of(new RefSpec("+refs/heads/" + base + ":refs/callboard/base")));
    } catch (TransportException | NotSupportedException e) {
      String text = String.valueOf(e.getMessage());
      if (text.contains("does not have") || text.contains("not found")) {
        checkFound(e);
        throw noBranch(base);
      }
      throw checkFound(e);
    }
    Ref ref = repository.exactRef("refs/callboard/base");
    if (ref == null) {
      throw noBranch(base);
    }
    return ref.getObjectId();
  }

  private PortalException noBranch(String base) {
    return PortalException.notFound("'" + push.remote() + "' has no branch '" + base + "'");
  }

  void push(ObjectId commit) throws IOException {
    String name = "refs/heads/" + push.branch();
    PushResult result = remote.talk(transport -> push(transport, commit, name));
    check(result.getRemoteUpdate(name));
  }

  private PushResult push(Transport transport, ObjectId commit, String name) throws IOException {
    RemoteRefUpdate update =
        new RemoteRefUpdate(repository, commit.name(), name, false, null, null);
    try {
      return transport.push(NullProgressMonitor.INSTANCE, List.of(update));
    } catch (TransportException | NotSupportedException e) {
      throw checkFound(e);
    }
  }

  private void check(RemoteRefUpdate update) {
    switch (update.getStatus()) {
      case OK, UP_TO_DATE -> {}
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
          throw PortalException.conflict(
              "The branch '"
                  + push.branch()
                  + "' of '"
                  + push.remote()
                  + "' has other commits already, which are not overwritten");
      default ->
          throw PortalException.conflict(
              "'"
                  + push.remote()
                  + "' refuses the branch '"
                  + push.branch()
                  + "'"
                  + said(update.getMessage()));
    }
  }

  private static String said(String message) {
    if (message == null || message.isBlank()) {
      return "";
    }
    String text = message.replaceAll("\\p{Cntrl}+", " ");
    return ": " + (text.length() > 300 ? text.substring(0, 300) + "…" : text);
  }

  /** Returns the failure, unless it says that there is no repository. */
  private <E extends IOException> E checkFound(E e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean told = cause instanceof PortalException p && p.code() == ErrorCode.NOT_FOUND;
      if (told || cause instanceof NoRemoteRepositoryException) {
        throw PortalException.notFound("There is no repository '" + push.remote() + "'");
      }
    }
    return e;
  }
}
