package dev.callboard.docs.storage;

import static java.util.Objects.requireNonNull;

import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.api.DocsStorage;
import dev.callboard.platform.config.ConfigService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps sites in a folder of this machine, each below {@code namespace/kind/name}. */
@Component(service = DocsStorage.class, property = DocsStorage.TYPE + "=local")
public final class LocalStorage implements DocsStorage {
  private static final int LOCKS = 64;

  private final Supplier<Path> directory;
  private final ReadWriteLock[] locks = new ReadWriteLock[LOCKS];

  /** Called by the framework. */
  @Activate
  public LocalStorage(BundleContext context, @Reference ConfigService config) {
    this(
        () ->
            config
                .current()
                .string("techdocs.publisher.local.publishDirectory")
                .map(Path::of)
                .orElse(Path.of(context.getProperty("callboard.data"), "techdocs", "sites")));
  }

  /** Makes a storage in a folder, which is asked for each time. */
  public LocalStorage(Supplier<Path> directory) {
    this.directory = requireNonNull(directory, "directory is null");
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantReadWriteLock();
    }
  }

  private ReadWriteLock lock(String site) {
    return locks[Math.floorMod(site.hashCode(), LOCKS)];
  }

  @Override
  public Optional<DocsFile> read(String site, String path) throws IOException {
    Path top = directory.get().resolve(site).normalize();
    ReadWriteLock lock = lock(site);
    lock.readLock().lock();
    try {
      Path file = top.resolve(path).normalize();
      if (!top.startsWith(directory.get().normalize()) || !file.startsWith(top)) {
        return Optional.empty();
      }
      // what is a link in the folder could lead anywhere
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || !file.toRealPath().startsWith(top.toRealPath())) {
        return Optional.empty();
      }
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      byte[] bytes = Files.readAllBytes(file);
      String tag =
          Long.toHexString(bytes.length)
              + '-'
              + Long.toHexString(attributes.lastModifiedTime().toMillis());
      return Optional.of(new DocsFile(bytes, attributes.lastModifiedTime().toInstant(), tag));
    } catch (InvalidPathException e) {
      return Optional.empty();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public DocsPublication publish(String site) throws IOException {
    Path root = directory.get();
    Path staging = root.resolve(".staging");
    Files.createDirectories(staging);
    Path own = Files.createDirectory(staging.resolve(UUID.randomUUID().toString()));
    return new LocalPublication(root.resolve(site), own, lock(site).writeLock());
  }

  @Override
  public void remove(String site) throws IOException {
    try (DocsPublication empty = publish(site)) {
      empty.commit();
    }
  }
}
