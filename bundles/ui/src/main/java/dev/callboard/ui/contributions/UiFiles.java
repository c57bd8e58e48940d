package dev.callboard.ui.contributions;

import dev.callboard.ui.web.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.osgi.framework.Bundle;

/**
 * The files of one version of a plugin, known by their digests; the contents stay in the bundle.
 */
final class UiFiles {
  static final String FOLDER = "ui/";
  static final String MANIFEST = "ui.json";
  private static final int DIGEST_CHARS = 16;

  /** Below this many bytes, an answer fits into one packet anyway. */
  private static final int WORTH_IT = 1_000;

  private static final Pattern TEXT = Pattern.compile("^text/|json|svg");

  private final Bundle bundle;
  private final Map<String, UiFile> files;
  private final String digest;
  private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

  private UiFiles(Bundle bundle, Map<String, UiFile> files, String digest) {
    this.bundle = bundle;
    this.files = files;
    this.digest = digest;
  }

  /**
   * Reads all files once. Those of types that are not served are left out.
   *
   * @param limit how many bytes they may have together
   * @throws IOException when they cannot be read, or are larger
   */
  static UiFiles of(Bundle bundle, long limit) throws IOException {
    Map<String, UiFile> files = new TreeMap<>();
    MessageDigest all = digest("SHA-256");
    long left = limit;
    for (String path : paths(bundle)) {
      Optional<String> type = MediaTypes.of(path);
      if (type.isEmpty()) {
        continue;
      }
      byte[] bytes = read(bundle, path, left);
      left -= bytes.length;
      byte[] own = digest("SHA-384").digest(bytes);
      all.update(path.getBytes(StandardCharsets.UTF_8));
      all.update(own);
      String integrity = "sha384-" + Base64.getEncoder().encodeToString(own);
      files.put(path, new UiFile(path, type.get(), bytes.length, integrity));
    }
    String digest = HexFormat.of().formatHex(all.digest()).substring(0, DIGEST_CHARS);
    return new UiFiles(bundle, Collections.unmodifiableMap(files), digest);
  }

  private static Iterable<String> paths(Bundle bundle) {
    Enumeration<URL> found = bundle.findEntries(FOLDER, "*", true);
    TreeSet<String> paths = new TreeSet<>();
    for (URL url : found == null ? List.<URL>of() : Collections.list(found)) {
      String path = url.getPath().replaceFirst("^/?" + FOLDER, "");
      if (!path.endsWith("/")) {
        paths.add(path);
      }
    }
    return paths;
  }

  private static byte[] read(Bundle bundle, String path, long limit) throws IOException {
    URL url = bundle.getEntry(FOLDER + path);
    if (url == null) {
      throw new IOException("The bundle has no " + FOLDER + path);
    }
    try (InputStream in = url.openStream()) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
      if (bytes.length > limit) {
        throw new IOException(
            "The files below ui are larger than ui.contributions.maxSize, at " + path);
      }
      return bytes;
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what changes with the content of any file. */
  String digest() {
    return digest;
  }

  Optional<UiFile> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  Iterable<UiFile> all() {
    return files.values();
  }

  /** Returns whether a file becomes so much smaller that compressing it pays. */
  boolean isWorthCompressing(UiFile file) {
    return file.length() >= WORTH_IT && TEXT.matcher(file.mediaType()).find();
  }

  /**
   * Returns a file in gzip. It is compressed once and kept, since each browser asks for it.
   *
   * @param content its content, read when it was not compressed yet
   */
  byte[] compressed(UiFile file, Content content) throws IOException {
    byte[] known = compressed.get(file.path());
    if (known != null) {
      return known;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length() / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content.read());
    }
    byte[] made = out.toByteArray();
    compressed.put(file.path(), made);
    return made;
  }

  /** Reads the content of a file. */
  interface Content {
    byte[] read() throws IOException;
  }

  /** Reads a file from the bundle, which must not be uninstalled yet. */
  byte[] bytes(UiFile file) throws IOException {
    return read(bundle, file.path(), file.length());
  }
}
