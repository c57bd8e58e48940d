package dev.callboard.docs.fakes;

import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;

/** One tree at every address. Each reading sees the files as they are when it begins. */
public final class Trees implements UrlReader {
  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> tags = new TreeMap<>();
  private final Map<String, Map<String, String>> tagged = new TreeMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final Path folder;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Makes an empty tree; what is read is put below the folder. */
  public Trees(Path folder) {
    this.folder = folder;
  }

  /** Removes all files. */
  public synchronized void clear() {
    files.clear();
  }

  /** Changes a file. */
  public synchronized void file(String path, String text) {
    files.put(path, text);
  }

  /** Tags the tree as it is. */
  public synchronized void tag(String name, String commit) {
    tags.put(name, commit);
    tagged.put(commit, new TreeMap<>(files));
  }

  /** Takes a tag off. */
  public synchronized void untag(String name) {
    tags.remove(name);
  }

  @Override
  public synchronized Map<String, String> tags(String url) {
    return Map.copyOf(tags);
  }

  @Override
  public synchronized Optional<String> at(String url, String ref) {
    return Optional.of("tag:" + tags.get(ref));
  }

  /** Reads addresses such as {@code https://host/team/repo/tree/main/folder}. */
  @Override
  public Optional<SourcePlace> place(String url) {
    String[] parts = url.replaceFirst("/$", "").split("/", 8);
    if (parts.length < 5 || parts.length > 5 && parts.length < 7) {
      return Optional.empty();
    }
    return Optional.of(
        new SourcePlace(
            String.join("/", List.of(parts).subList(2, 5)).toLowerCase(Locale.ROOT),
            parts.length == 5 ? "HEAD" : parts[6],
            parts.length < 8 ? "" : parts[7].replace("%20", " ")));
  }

  /** Has readings wait, after they have seen the files, until the latch is counted down. */
  public CountDownLatch hold() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /** Returns how many readings have begun. */
  public int reads() {
    return reads.get();
  }

  @Override
  public SourceTree readTree(String url, ReadOptions options) {
    CountDownLatch wait = gate;
    Path copy = folder.resolve(String.valueOf(reads.get()));
    String commit = url.startsWith("tag:") ? url.substring(4) : null;
    try {
      copy(copy, commit);
      reads.incrementAndGet();
      wait.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return SourceTree.of(
        copy, List.of(), commit == null ? copy.toString() : commit, commit, () -> {});
  }

  private synchronized void copy(Path copy, String commit) throws IOException {
    Files.createDirectories(copy);
    for (Map.Entry<String, String> each :
        (commit == null ? files : tagged.get(commit)).entrySet()) {
      Path file = copy.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
  }

  /** Returns a context of a bundle that knows where the server keeps its data. */
  public static BundleContext context(Path data) {
    return (BundleContext)
        Proxy.newProxyInstance(
            Trees.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) ->
                method.getName().equals("getProperty") ? data.toString() : null);
  }

  @Override
  public UrlContent read(String url, ReadOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> search(String url, ReadOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String resolve(String reference, String base, int line) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> editUrl(String url) {
    return Optional.empty();
  }

  @Override
  public String viewUrl(String url) {
    return url;
  }

  @Override
  public boolean isSourceHost(String url) {
    return true;
  }

  @Override
  public boolean sameRepository(String url, String otherUrl) {
    return true;
  }

  @Override
  public List<HostStatus> hosts() {
    return List.of();
  }
}
