package dev.callboard.integrations.git;

import dev.callboard.git.transport.QuietGit;
import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.SourceChange;
import dev.callboard.integrations.api.WorkTrees;
import dev.callboard.platform.error.PortalException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the work trees of git on this machine. Files are often edited between two commits, so
 * that what is known of a commit is kept.
 */
@Component(service = WorkTrees.class)
public final class GitWorkTrees implements WorkTrees {
  private static final Logger LOG = LoggerFactory.getLogger(GitWorkTrees.class);
  private static final int KEPT = 64;

  private record Key(Path folder, ObjectId commit, int commits) {}

  private final Map<Key, Map<String, SourceChange>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Map<String, SourceChange>> eldest) {
          return size() > KEPT;
        }
      };

  @Override
  public Map<String, SourceChange> changes(Path folder, int commits) {
    if (commits <= 0) {
      return Map.of();
    }
    QuietGit.ensure();
    FileRepositoryBuilder builder = builder(folder);
    if (builder.getGitDir() == null) {
      return Map.of();
    }
    try (Repository repository = builder.setMustExist(true).build()) {
      return changes(repository, folder.toAbsolutePath().normalize(), commits);
    } catch (IOException | RuntimeException e) {
      LOG.info("The history of {} cannot be read: {}", folder, e.toString());
      return Map.of();
    }
  }

  @Override
  public Optional<Path> root(Path folder) {
    QuietGit.ensure();
    FileRepositoryBuilder builder = builder(folder);
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try (Repository repository = builder.setMustExist(true).build()) {
      return repository.isBare()
          ? Optional.empty()
          : Optional.of(repository.getWorkTree().toPath().toAbsolutePath().normalize());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static FileRepositoryBuilder builder(Path folder) {
    return new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().normalize().toFile());
  }

  @Override
  public boolean commits(Path folder, int commits, CommitVisitor visitor) {
    QuietGit.ensure();
    FileRepositoryBuilder builder = builder(folder);
    if (builder.getGitDir() == null) {
      return false;
    }
    try (Repository repository = builder.setMustExist(true).build()) {
      ObjectId head = repository.resolve(Constants.HEAD);
      if (repository.isBare() || head == null) {
        return false;
      }
      if (visitor.start(head.name())) {
        CommitWalk.run(repository, head, commits, visitor);
      }
      return true;
    } catch (IOException e) {
      throw PortalException.unavailable("The history of " + folder + " cannot be read");
    }
  }

  private Map<String, SourceChange> changes(Repository repository, Path folder, int commits)
      throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (repository.isBare() || head == null) {
      return Map.of();
    }
    Key key = new Key(folder, head.copy(), commits);
    synchronized (known) {
      Map<String, SourceChange> before = known.get(key);
      if (before != null) {
        return before;
      }
    }
    Path top = repository.getWorkTree().toPath().toAbsolutePath().normalize();
    String below = top.relativize(folder).toString().replace(File.separatorChar, '/');
    Map<String, SourceChange> changes =
        Map.copyOf(GitHistory.changes(repository, head, below, commits));
    synchronized (known) {
      known.put(key, changes);
    }
    return changes;
  }
}
