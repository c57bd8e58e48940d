package dev.callboard.plugins.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.plugins.signature.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Jars by their digest: {@code <sha256>.jar} and, when signed, {@code <sha256>.jar.sig}. What
 * arrives is copied to {@code incoming/} first; only copies are looked at, so nobody can change a
 * jar between check and use. Thread-safe; every method blocks.
 */
public final class PluginStore {
  private final Path directory;
  private final Path incoming;
  private final ShippedJars shipped;

  private PluginStore(Path directory, ShippedJars shipped) {
    this.directory = directory;
    this.shipped = shipped;
    this.incoming = directory.resolve("incoming");
  }

  /** Opens the store in a directory, which is made when it is not there. */
  public static PluginStore open(Path directory) throws IOException {
    return open(directory, ShippedJars.none());
  }

  /**
   * Opens the store in a directory, which is made when it is not there.
   *
   * @param directory the directory
   * @param shipped jars of the installation, which are used where they lie
   */
  public static PluginStore open(Path directory, ShippedJars shipped) throws IOException {
    PluginStore store =
        new PluginStore(
            requireNonNull(directory, "directory is null"),
            requireNonNull(shipped, "shipped is null"));
    SafeFiles.createPrivateDirectory(directory);
    SafeFiles.createPrivateDirectory(store.incoming);
    return store;
  }

  /** Returns the directory of the store. */
  public Path directory() {
    return directory;
  }

  /**
   * Copies a jar in, without keeping it yet.
   *
   * @param content the jar
   * @param signature the content of its signature file, or empty
   * @param limit the largest number of bytes
   * @return the copy; call {@link #keep} or {@link #discard} with it
   * @throws TooLargeException when the limit is exceeded
   * @throws IOException when it cannot be read or written
   */
  public StoredJar receive(InputStream content, Optional<byte[]> signature, long limit)
      throws IOException {
    Path file = incoming.resolve(java.util.UUID.randomUUID() + ".jar");
    boolean done = false;
    try {
      if (SafeFiles.copy(content, file, limit) > limit) {
        throw new TooLargeException(limit);
      }
      FailPoint.hit("receive.copied");
      StoredJar jar = new StoredJar(file, Digests.sha256(file), signature);
      done = true;
      return jar;
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Keeps a copy under its digest. Keeping the same bytes again changes nothing, and a jar of the
   * installation stays where it is.
   */
  public StoredJar keep(StoredJar jar) throws IOException {
    if (isShipped(jar)) {
      return jar;
    }
    Path target = file(jar.sha256());
    FailPoint.hit("store.before");
    if (jar.signature().isPresent()) {
      SafeFiles.replace(signatureFile(jar.sha256()), jar.signature().get());
    } else {
      Files.deleteIfExists(signatureFile(jar.sha256()));
    }
    FailPoint.hit("store.signature");
    SafeFiles.move(jar.file(), target);
    FailPoint.hit("store.done");
    return new StoredJar(target, jar.sha256(), jar.signature());
  }

  /** Removes a copy that is not to be kept. */
  public void discard(StoredJar jar) throws IOException {
    if (jar.file().startsWith(incoming)) {
      Files.deleteIfExists(jar.file());
    }
  }

  /** Returns what is kept under a digest, or empty. Whether the bytes still fit is not checked. */
  public Optional<StoredJar> find(String sha256) throws IOException {
    Optional<ShippedJar> ours = shipped.withDigest(sha256);
    if (ours.isPresent()) {
      return Optional.of(ours.get().jar());
    }
    Path file = file(sha256);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Path signature = signatureFile(sha256);
    Optional<byte[]> content =
        Files.isRegularFile(signature)
            ? Optional.of(Files.readAllBytes(signature))
            : Optional.empty();
    return Optional.of(new StoredJar(file, sha256, content));
  }

  /**
   * Returns whether the bytes that are kept still have the digest that is their name. The digest of
   * a jar of the installation was taken when the server started.
   */
  public boolean isIntact(StoredJar jar) throws IOException {
    return isShipped(jar) || Digests.sha256(jar.file()).equals(jar.sha256());
  }

  /** Removes what is kept under a digest. */
  public void remove(String sha256) throws IOException {
    Files.deleteIfExists(file(sha256));
    FailPoint.hit("store.removed");
    Files.deleteIfExists(signatureFile(sha256));
  }

  /** Removes everything but these digests, and what was left in {@code incoming/} by a crash. */
  public void retain(Set<String> digests) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{jar,sig,tmp}")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        if (name.endsWith(".tmp") || !digests.contains(name.substring(0, Math.max(dot, 0)))) {
          Files.deleteIfExists(file);
        }
      }
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean isShipped(StoredJar jar) {
    return shipped.withDigest(jar.sha256()).map(ShippedJar::jar).filter(jar::equals).isPresent();
  }

  private Path file(String sha256) {
    return directory.resolve(checked(sha256) + ".jar");
  }

  private Path signatureFile(String sha256) {
    return directory.resolve(checked(sha256) + ".jar.sig");
  }

  private static String checked(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 digest");
    }
    return sha256;
  }
}
