package dev.callboard.plugins.watch;

import static java.util.Objects.requireNonNull;

import dev.callboard.plugins.inspect.JarInspector;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the folder with what was there at the last look. A file counts when it ends as an
 * archive does and has not changed for a moment, or was last written a while ago, as one that was
 * moved in. Used by one thread, except {@link #again}.
 */
public final class DropFolder {
  private static final long SETTLE = Duration.ofMillis(150).toNanos();
  private static final Duration OLD = Duration.ofSeconds(1);

  private final Path directory;
  private final DropFolderListener listener;
  private final Duration giveUp;
  private final InstantSource clock;
  private final Map<String, TrackedFile> files = new TreeMap<>();
  private final Set<String> again = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> goneSince = new TreeMap<>();
  private boolean unreadable;

  /**
   * Creates a view of a folder.
   *
   * @param directory the folder
   * @param listener hears what happens
   * @param giveUp after which time without change an incomplete file counts as broken
   * @param clock to compare with modification times
   */
  public DropFolder(
      Path directory, DropFolderListener listener, Duration giveUp, InstantSource clock) {
    this.directory = requireNonNull(directory, "directory is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.giveUp = requireNonNull(giveUp, "giveUp is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Names a file that was there before this view was made, so that its absence is noticed. Call it
   * before the first look.
   */
  public void expect(String name) {
    FileTime never = FileTime.fromMillis(0);
    TrackedFile file =
        new TrackedFile(
            directory.resolve(name), new FileStamp(-1, never, never, 0), System.nanoTime());
    file.phase(TrackedFile.Phase.HANDED_OVER);
    files.put(name, file);
  }

  /** Makes the next look hand a file over again, though it has not changed. */
  public void again(String name) {
    again.add(name);
  }

  /**
   * Takes a look.
   *
   * @return whether a file is on its way, so that the next look should come soon
   */
  public boolean look() {
    Map<String, FileStamp> found;
    try {
      found = list();
      if (!found.keySet().containsAll(files.keySet())) {
        // A listing is not one moment: it can miss both a file that went and the one that took its
        // place just before. The second one sees what came before it.
        found = list();
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A folder that is away, as an unmounted disk, says nothing about what is in it.
      if (!unreadable) {
        listener.unreadable(Optional.of("the drop folder cannot be read: " + e));
      }
      unreadable = true;
      return false;
    }
    if (unreadable) {
      listener.unreadable(Optional.empty());
    }
    unreadable = false;
    long now = System.nanoTime();
    List<String> gone = rename(found);
    boolean soon = false;
    for (Map.Entry<String, FileStamp> entry : found.entrySet()) {
      soon |= look(entry.getKey(), entry.getValue(), now);
    }
    // A file that replaces another under a new name is to be known before the other goes.
    if (!soon || goneLongEnough(gone, now)) {
      gone.forEach(this::forget);
    }
    return soon;
  }

  private boolean goneLongEnough(List<String> gone, long now) {
    goneSince.keySet().retainAll(gone);
    boolean enough = true;
    for (String name : gone) {
      long since = goneSince.computeIfAbsent(name, n -> now);
      enough &= now - since > 2 * SETTLE;
    }
    return enough;
  }

  private void forget(String name) {
    files.remove(name);
    goneSince.remove(name);
    again.remove(name);
    listener.gone(name);
  }

  private Map<String, FileStamp> list() throws IOException {
    Map<String, FileStamp> found = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.jar")) {
      for (Path file : stream) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          FileStamp.of(file).ifPresent(stamp -> found.put(name, stamp));
        }
      }
    }
    return found;
  }

  /** Recognises files that only changed their names; returns those that are gone. */
  private List<String> rename(Map<String, FileStamp> found) {
    Set<String> gone = new TreeSet<>(files.keySet());
    gone.removeAll(found.keySet());
    List<String> left = new ArrayList<>();
    for (String name : gone) {
      TrackedFile old = files.get(name);
      Optional<String> renamed =
          found.entrySet().stream()
              .filter(e -> !files.containsKey(e.getKey()) && sameFile(old.stamp(), e.getValue()))
              .map(Map.Entry::getKey)
              .findFirst();
      if (renamed.isEmpty() || old.phase() != TrackedFile.Phase.HANDED_OVER) {
        left.add(name);
        continue;
      }
      String to = renamed.get();
      TrackedFile moved = new TrackedFile(directory.resolve(to), found.get(to), System.nanoTime());
      moved.look(found.get(to), signatureOf(to), System.nanoTime());
      moved.phase(TrackedFile.Phase.HANDED_OVER);
      files.remove(name);
      files.put(to, moved);
      listener.renamed(name, to);
    }
    return left;
  }

  private static boolean sameFile(FileStamp a, FileStamp b) {
    return a.inode() != 0
        && a.inode() == b.inode()
        && a.size() == b.size()
        && a.modified().equals(b.modified());
  }

  private Optional<FileStamp> signatureOf(String name) {
    return FileStamp.of(directory.resolve(name + ".sig"));
  }

  private boolean look(String name, FileStamp stamp, long now) {
    TrackedFile file =
        files.computeIfAbsent(name, n -> new TrackedFile(directory.resolve(n), stamp, now));
    file.look(stamp, signatureOf(name), now);
    if (again.remove(name) && file.phase() == TrackedFile.Phase.HANDED_OVER) {
      file.phase(TrackedFile.Phase.SEEN);
    }
    if (file.phase() == TrackedFile.Phase.HANDED_OVER) {
      return false;
    }
    if (!settled(file, now)) {
      return true;
    }
    if (!looksComplete(file.file())) {
      return incomplete(name, file, now);
    }
    if (file.signature().isEmpty() && file.complete(now) < listener.signatureWait().toNanos()) {
      return true;
    }
    file.phase(TrackedFile.Phase.HANDED_OVER);
    Path signature = directory.resolve(name + ".sig");
    listener.arrived(
        file.file(), file.signature().map(s -> signature).filter(Files::isRegularFile));
    return false;
  }

  private boolean incomplete(String name, TrackedFile file, long now) {
    if (file.phase() == TrackedFile.Phase.BROKEN) {
      return false;
    }
    if (file.quiet(now) > giveUp.toNanos()) {
      file.phase(TrackedFile.Phase.BROKEN);
      listener.broken(name);
      return false;
    }
    if (file.phase() != TrackedFile.Phase.COPYING) {
      file.phase(TrackedFile.Phase.COPYING);
      listener.copying(name);
    }
    return true;
  }

  private boolean settled(TrackedFile file, long now) {
    Instant old = clock.instant().minus(OLD);
    boolean moved =
        file.stamp().modified().toInstant().isBefore(old)
            && file.signature().map(s -> s.modified().toInstant().isBefore(old)).orElse(true);
    return moved || file.quiet(now) >= SETTLE;
  }

  private static boolean looksComplete(Path file) {
    try {
      return JarInspector.looksComplete(file);
    } catch (IOException e) {
      // It went away or cannot be read: the next looks will tell.
      return false;
    }
  }
}
