package dev.callboard.integrations.git;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.Glob;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** One plain git server. */
final class GitHost implements SourceHost {
  /** What to do with a file. */
  private interface Visit {
    void file(String path, ObjectId blob) throws IOException;
  }

  private final GitSettings settings;
  private final Checkouts checkouts;
  private final HostAccess access;

  GitHost(GitSettings settings, Checkouts checkouts, HostAccess access) {
    this.settings = settings;
    this.checkouts = checkouts;
    this.access = access;
  }

  @Override
  public String name() {
    return settings.host();
  }

  @Override
  public boolean owns(URI url) {
    return HostSettings.origin(url).equals(HostSettings.origin(settings.base()));
  }

  private static GitUrl parse(URI url) {
    return GitUrl.of(url)
        .orElseThrow(
            () ->
                PortalException.input(
                    "'"
                        + url
                        + "' is no file of a git repository; it should be like"
                        + " https://git.example.com/team/repo.git/blob/main/catalog-info.yaml"));
  }

  private <T> T with(URI url, ObjectId commit, Checkouts.Work<T> work) {
    try {
      return checkouts.with(parse(url), commit, url.toString(), work);
    } catch (IOException e) {
      throw PortalException.unavailable(
          "'" + url + "' could not be read, what the host sent is damaged");
    }
  }

  @Override
  public UrlContent read(URI url, ReadOptions options) {
    GitUrl file = parse(url);
    if (file.path().isEmpty()) {
      throw PortalException.input("'" + url + "' is a repository and not a file in it");
    }
    ObjectId commit = checkouts.commit(file, url.toString(), options);
    return with(
        url,
        commit,
        (repository, id) -> {
          ObjectId blob = blob(repository, id, file.file(), url);
          if (options.etag().filter(blob.name()::equals).isPresent()) {
            return UrlContent.notModified(blob.name());
          }
          ObjectLoader content = repository.open(blob);
          int most = (int) Math.min(Integer.MAX_VALUE - 8, access.maxFileBytes());
          if (content.getSize() > most) {
            throw PortalException.input(
                "'" + url + "' is larger than the limit of " + most + " bytes");
          }
          return UrlContent.of(content.getBytes(most), blob.name()).withCommit(id.name());
        });
  }

  private static ObjectId blob(Repository repository, ObjectId commit, String path, URI url)
      throws IOException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = TreeWalk.forPath(repository, path, commits.parseCommit(commit).getTree())) {
      if (walk == null || !isFile(walk.getFileMode())) {
        throw PortalException.notFound("no matching files found for " + url);
      }
      return walk.getObjectId(0);
    }
  }

  /** A link is none: it may lead anywhere. */
  private static boolean isFile(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  private static void walk(Repository repository, ObjectId commit, String folder, Visit visit)
      throws IOException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(commit).getTree());
      walk.setRecursive(true);
      if (!folder.isEmpty()) {
        walk.setFilter(PathFilter.create(folder));
      }
      while (walk.next()) {
        if (isFile(walk.getFileMode())) {
          visit.file(walk.getPathString(), walk.getObjectId(0));
        }
      }
    }
  }

  @Override
  public SourceTree readTree(URI url, ReadOptions options) {
    GitUrl folder = parse(url);
    ObjectId commit = checkouts.commit(folder, url.toString(), options);
    if (options.etag().filter(commit.name()::equals).isPresent()) {
      return SourceTree.notModified(commit.name());
    }
    SourceTree files = files(url, folder, commit);
    return options.history() > 0
        ? files.withChanges(checkouts.changes(folder, commit, options.history(), url.toString()))
        : files;
  }

  private SourceTree files(URI url, GitUrl folder, ObjectId commit) {
    return with(
        url,
        commit,
        (repository, id) -> {
          try (TreeWriter tree = access.newTree()) {
            String prefix = folder.path().isEmpty() ? "" : folder.file() + "/";
            walk(
                repository,
                id,
                folder.file(),
                (path, blob) -> {
                  try (InputStream content = repository.open(blob).openStream()) {
                    tree.file(path.substring(prefix.length()), content);
                  }
                });
            return tree.finish(id.name(), id.name());
          }
        });
  }

  @Override
  public List<String> search(URI url) {
    return search(url, ReadOptions.none());
  }

  @Override
  public List<String> search(URI url, ReadOptions options) {
    GitUrl pattern = parse(url);
    Glob glob = Glob.of(pattern.file());
    String text = url.toString();
    String base = text.substring(0, text.indexOf('/', text.indexOf("://") + 3));
    String root = root(url).orElseThrow();
    ObjectId commit = checkouts.commit(pattern, text, options);
    return with(
        url,
        commit,
        (repository, id) -> {
          List<String> found = new ArrayList<>();
          walk(
              repository,
              id,
              glob.folder(),
              (path, blob) -> {
                if (glob.matches(path)) {
                  found.add(base + root + UrlPath.join(Arrays.asList(path.split("/"))));
                }
              });
          return found.stream().sorted().toList();
        });
  }

  @Override
  public boolean commits(URI url, int commits, CommitVisitor visitor) {
    try {
      checkouts.commits(parse(url), commits, visitor, url.toString());
      return true;
    } catch (IOException e) {
      throw PortalException.unavailable("The history of '" + url + "' could not be read");
    }
  }

  @Override
  public Map<String, String> tags(URI url) {
    Map<String, String> tags = new TreeMap<>();
    checkouts.tags(parse(url), url.toString()).forEach((name, id) -> tags.put(name, id.name()));
    return tags;
  }

  @Override
  public Optional<URI> at(URI url, String ref) {
    GitUrl page = parse(url);
    List<String> segments = new ArrayList<>(List.of("tree", ref));
    segments.addAll(page.path());
    return Optional.of(URI.create(page.remote() + "/" + UrlPath.join(segments)));
  }

  @Override
  public Optional<String> repository(URI url) {
    return GitUrl.of(url).map(page -> page.remote().getPath());
  }

  @Override
  public Optional<SourcePlace> place(URI url) {
    return GitUrl.of(url)
        .map(
            page ->
                new SourcePlace(
                    page.remote().getPath(), page.ref(), String.join("/", page.path())));
  }

  @Override
  public Optional<String> root(URI url) {
    List<String> raw = List.of(url.getRawPath().split("/"));
    return GitUrl.of(url).map(page -> String.join("/", raw.subList(0, page.segments() + 1)) + "/");
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.empty();
  }
}
