package dev.callboard.plugins.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into a drop folder when the file system tells of a change, and from time to time: network
 * file systems tell nothing. Has a thread of its own, which {@link #close} ends.
 */
public final class DropFolderWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolderWatcher.class);
  private static final long SOON = 50;

  private final Path directory;
  private final DropFolder folder;
  private final Duration rescan;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts watching.
   *
   * @param directory the folder
   * @param folder takes the looks
   * @param rescan the longest time between two looks
   * @param threads makes the thread
   */
  public DropFolderWatcher(
      Path directory, DropFolder folder, Duration rescan, ThreadFactory threads) {
    this.directory = directory;
    this.folder = folder;
    this.rescan = rescan;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    try (WatchService service = open()) {
      watch(service);
    } catch (IOException e) {
      LOG.warn("Closing the watch on the drop folder failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WatchService open() {
    try {
      return directory.getFileSystem().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn(
          "The drop folder is only looked at every {} ms: {}", rescan.toMillis(), e.toString());
      return null;
    }
  }

  private void watch(WatchService service) throws InterruptedException {
    WatchKey key = null;
    while (!closed) {
      if (service != null && (key == null || !key.isValid())) {
        key = register(service);
      }
      boolean soon = look();
      long wait = soon ? SOON : rescan.toMillis();
      if (key == null) {
        TimeUnit.MILLISECONDS.sleep(wait);
        continue;
      }
      WatchKey signalled = service.poll(wait, TimeUnit.MILLISECONDS);
      if (signalled != null) {
        signalled.pollEvents();
        signalled.reset();
      }
    }
  }

  private WatchKey register(WatchService service) {
    try {
      return directory.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    } catch (IOException e) {
      // The folder is away; the look says so, and the next round tries again.
      return null;
    }
  }

  private boolean look() {
    try {
      return folder.look();
    } catch (RuntimeException e) {
      LOG.error("Looking into the drop folder failed", e);
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
