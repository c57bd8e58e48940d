package dev.callboard.integrations.git;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.SourceCommit;
import dev.callboard.integrations.api.SourceCommit.How;
import dev.callboard.integrations.api.SourceCommit.Touched;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Tells a visitor the history of a repository. Reads folders and no contents, so a file that is
 * moved and changed at once is a new one.
 */
final class CommitWalk {
  private final ObjectReader reader;
  private final Set<ObjectId> cut;
  private final CommitVisitor visitor;

  private CommitWalk(ObjectReader reader, Set<ObjectId> cut, CommitVisitor visitor) {
    this.reader = reader;
    this.cut = cut;
    this.visitor = visitor;
  }

  static void run(Repository repository, ObjectId tip, int commits, CommitVisitor visitor)
      throws IOException {
    Set<ObjectId> cut = repository.getObjectDatabase().getShallowCommits();
    try (ObjectReader reader = repository.newObjectReader()) {
      new CommitWalk(reader, cut, visitor).run(tip, commits);
    }
  }

  private void run(ObjectId tip, int commits) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      RevCommit first = walk.parseCommit(tip);
      visitor.files(files(first));
      walk.markStart(first);
      int left = commits;
      boolean whole = true;
      for (RevCommit next = walk.next(); next != null; next = walk.next()) {
        if (left-- <= 0) {
          whole = false;
          break;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new IOException("interrupted");
        }
        if (cut.contains(next)) {
          // where the history was cut off, everything would seem to be new
          whole = false;
        } else if (next.getParentCount() < 2 && !visitor.commit(commit(next))) {
          return;
        }
        next.disposeBody();
      }
      if (!whole) {
        visitor.cut();
      }
    }
  }

  private List<String> files(RevCommit commit) throws IOException {
    List<String> files = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        if (!FileMode.GITLINK.equals(walk.getRawMode(0))) {
          files.add(walk.getPathString());
        }
      }
    }
    return files;
  }

  private SourceCommit commit(RevCommit commit) throws IOException {
    PersonIdent author = commit.getAuthorIdent();
    return new SourceCommit(
        commit.name(),
        Instant.ofEpochSecond(commit.getCommitTime()),
        author.getName(),
        author.getEmailAddress(),
        touched(commit));
  }

  private List<Touched> touched(RevCommit commit) throws IOException {
    Map<ObjectId, String> removed = new HashMap<>();
    Map<String, ObjectId> added = new HashMap<>();
    List<Touched> all = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(commit.getTree());
      if (commit.getParentCount() == 0) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(parent(commit));
      }
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (walk.getRawMode(0) == 0) {
          removed.put(walk.getObjectId(1), walk.getPathString());
        } else if (walk.getRawMode(1) == 0) {
          added.put(walk.getPathString(), walk.getObjectId(0));
        } else {
          all.add(new Touched(walk.getPathString(), How.CHANGED, ""));
        }
      }
    }
    for (Map.Entry<String, ObjectId> each : added.entrySet()) {
      String from = removed.remove(each.getValue());
      all.add(
          from == null
              ? new Touched(each.getKey(), How.ADDED, "")
              : new Touched(each.getKey(), How.MOVED, from));
    }
    return all;
  }

  /** The walk has not read the parent yet: it comes next, and its tree is not known before. */
  private ObjectId parent(RevCommit commit) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return walk.parseCommit(commit.getParent(0)).getTree().copy();
    }
  }
}
