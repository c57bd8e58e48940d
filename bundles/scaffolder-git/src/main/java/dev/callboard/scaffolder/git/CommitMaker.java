package dev.callboard.scaffolder.git;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes files of a workspace as one commit into a repository that has no working tree. */
final class CommitMaker {
  private final ActionContext context;
  private final Repository repository;
  private final Optional<? extends CommitSigner> signer;

  CommitMaker(
      ActionContext context, Repository repository, Optional<? extends CommitSigner> signer) {
    this.context = context;
    this.repository = repository;
    this.signer = signer;
  }

  /**
   * Makes a commit.
   *
   * @param parent whose other files are kept, or empty
   * @return the commit; the parent itself when nothing differs from it
   */
  ObjectId commit(
      Workspace source,
      List<WorkspaceEntry> files,
      Optional<ObjectId> parent,
      PersonIdent author,
      String message)
      throws Exception {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache cache = DirCache.newInCore();
      Optional<ObjectId> before = Optional.empty();
      if (parent.isPresent()) {
        before = Optional.of(load(cache, parent.get()));
      }
      DirCacheEditor editor = cache.editor();
      for (WorkspaceEntry file : files) {
        context.checkCancelled();
        editor.add(edit(file, blob(source, file, inserter)));
      }
      editor.finish();
      ObjectId tree = cache.writeTree(inserter);
      if (before.filter(tree::equals).isPresent()) {
        return parent.get();
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      parent.ifPresent(commit::setParentId);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(message);
      if (signer.isPresent()) {
        commit.setGpgSignature(signature(commit));
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** Some kinds of keys sign differently each time; the same commit keeps its signature. */
  private GpgSignature signature(CommitBuilder commit) throws Exception {
    byte[] content = commit.build();
    String name;
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      name = formatter.idFor(Constants.OBJ_COMMIT, content).name();
    }
    String text =
        context.checkpoint(
            "git.signature." + name,
            () -> signer.get().sign(content, commit.getCommitter().getWhenAsInstant()));
    return new GpgSignature(text.getBytes(StandardCharsets.US_ASCII));
  }

  private ObjectId load(DirCache cache, ObjectId parent) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      ObjectId tree = walk.parseCommit(parent).getTree().getId();
      DirCacheBuilder builder = cache.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
      builder.finish();
      return tree;
    }
  }

  private static ObjectId blob(Workspace source, WorkspaceEntry file, ObjectInserter inserter)
      throws IOException {
    try (InputStream in = source.read(file.path())) {
      return inserter.insert(Constants.OBJ_BLOB, file.size(), in);
    }
  }

  private static DirCacheEditor.PathEdit edit(WorkspaceEntry file, ObjectId blob) {
    FileMode mode = file.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    return new DirCacheEditor.PathEdit(file.path()) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(mode);
        entry.setObjectId(blob);
      }
    };
  }
}
