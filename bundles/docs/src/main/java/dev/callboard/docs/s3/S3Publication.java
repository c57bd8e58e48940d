package dev.callboard.docs.s3;

import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.site.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects new files on this machine and uploads them when they are whole. What tells the version
 * goes last, and a mark says that an upload was begun, by which the next build knows one that was
 * not ended.
 */
final class S3Publication implements DocsPublication {
  private static final String MARK = ".publishing";
  private static final Set<String> LAST = Set.of("techdocs_metadata.json", "callboard_docs.json");

  private final S3Bucket bucket;
  private final String prefix;
  private final Path staging;
  private final Workers workers;
  private final Map<String, Path> staged = new ConcurrentHashMap<>();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();

  S3Publication(S3Bucket bucket, String prefix, Path staging, Workers workers) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.staging = staging;
    this.workers = workers;
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    Path file = staging.resolve(String.valueOf(numbers.incrementAndGet()));
    Files.write(file, bytes);
    staged.put(path, file);
  }

  @Override
  public void keep(String path) {
    kept.add(path);
  }

  @Override
  public void commit() throws IOException {
    bucket.put(prefix + MARK, new byte[0]);
    workers.each(
        staged.keySet().stream().filter(each -> !LAST.contains(each)).toList(), this::upload);
    for (String each : LAST) {
      if (staged.containsKey(each)) {
        upload(each);
      }
    }
    List<String> others =
        bucket.list(prefix).stream()
            .filter(key -> key.startsWith(prefix))
            .filter(key -> !isNow(key.substring(prefix.length())))
            .toList();
    workers.each(others, bucket::delete);
    bucket.delete(prefix + MARK);
  }

  private boolean isNow(String path) {
    return staged.containsKey(path) || kept.contains(path) || path.equals(MARK);
  }

  private void upload(String path) throws IOException {
    bucket.put(prefix + path, Files.readAllBytes(staged.get(path)));
  }

  @Override
  public void close() {
    try {
      for (Path file : staged.values()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(staging);
    } catch (IOException e) {
      // what stays costs room only
      return;
    }
  }
}
