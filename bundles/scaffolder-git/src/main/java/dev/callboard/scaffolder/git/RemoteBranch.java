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
  private final Transport transport;
  private final GitPush push;

  RemoteBranch(Repository repository, Transport transport, GitPush push) {
    this.repository = repository;
    this.transport = transport;
    this.push = push;
  }

  /** Gets the last commit of a branch, without its history. */
  ObjectId fetch(String base) throws IOException {
    transport.setDepth(1);
    transport.setTagOpt(TagOpt.NO_TAGS);
    try {
      transport.fetch(
          NullProgressMonitor.INSTANCE,
          List.of(new RefSpec("+refs/heads/" + base + ":refs/callboard/base")));
    } catch (NoRemoteRepositoryException e) {
      throw missing();
    } catch (TransportException | NotSupportedException e) {
      throw failure(e);
    }
    Ref ref = repository.exactRef("refs/callboard/base");
    if (ref == null) {
      throw PortalException.notFound("'" + push.remote() + "' has no branch '" + base + "'");
    }
    return ref.getObjectId();
  }

  void push(ObjectId commit) throws IOException {
    String name = "refs/heads/" + push.branch();
    RemoteRefUpdate update =
        new RemoteRefUpdate(repository, commit.name(), name, false, null, null);
    try {
      PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
      check(result.getRemoteUpdate(name));
    } catch (NoRemoteRepositoryException e) {
      throw missing();
    } catch (TransportException | NotSupportedException e) {
      throw failure(e);
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

  private PortalException missing() {
    return PortalException.notFound("There is no repository '" + push.remote() + "'");
  }

  /** What the client refused is told as it is; all else is the host's fault. */
  private PortalException failure(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortalException told) {
        return told.code() == ErrorCode.NOT_FOUND ? missing() : told;
      }
    }
    String text = String.valueOf(e.getMessage());
    if (text.contains("does not have") || text.contains("not found")) {
      return PortalException.notFound(
          "'" + push.remote() + "' has no branch '" + push.base().orElse("") + "'");
    }
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Git could not talk to '" + push.remote() + "', the host does not serve it as it should",
        e);
  }
}
