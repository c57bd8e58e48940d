package dev.callboard.integrations.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The content of a repository; {@code main} is its default branch. */
public final class FakeRepository {
  private final Map<String, Map<String, String>> refs = new ConcurrentHashMap<>();

  /** Adds a file to a branch or tag. */
  public FakeRepository file(String ref, String path, String text) {
    refs.computeIfAbsent(ref, key -> new TreeMap<>()).put(path, text);
    return this;
  }

  /** Returns the id of the commit of a reference or commit, or empty when there is none. */
  public Optional<String> commit(String ref) {
    return name(ref).map(name -> hash(name + refs.get(name)));
  }

  /** Returns the files at a reference or commit; none when it is unknown. */
  public Map<String, String> files(String ref) {
    return name(ref).map(refs::get).orElse(Map.of());
  }

  private Optional<String> name(String ref) {
    String asked = ref.equals("HEAD") ? "main" : ref;
    return refs.keySet().stream()
        .filter(name -> name.equals(asked) || hash(name + refs.get(name)).equals(asked))
        .findFirst();
  }

  /** Returns an archive of the files below a folder, each name with a prefix. */
  public byte[] zip(String ref, String prefix, String folder) {
    String below = folder.isEmpty() ? "" : folder + "/";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files(ref).entrySet()) {
        if (file.getKey().startsWith(below)) {
          zip.putNextEntry(new ZipEntry(prefix + file.getKey()));
          zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns 40 hexadecimal digits that stand for a text. */
  public static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
