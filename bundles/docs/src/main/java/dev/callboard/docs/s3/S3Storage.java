package dev.callboard.docs.s3;

import static java.util.Objects.requireNonNull;

import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.api.DocsStorage;
import dev.callboard.docs.build.HelpedWorkers;
import dev.callboard.docs.site.SiteLimits;
import dev.callboard.docs.site.Workers;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps sites in a bucket, in the layout of Backstage, so that either can serve what the other has
 * published. Nothing of S3 is loaded before it is used.
 */
@Component(service = DocsStorage.class, property = DocsStorage.TYPE + "=awsS3")
public final class S3Storage implements DocsStorage {
  static final int UPLOADS = 25;

  private static final long CACHE = 64L << 20;

  private final ConfigService config;
  private final Map<String, String> environment;
  private final Path staging;
  private final Workers workers;
  private S3Settings settings;
  private S3Bucket bucket;

  /** Called by the framework. */
  @Activate
  public S3Storage(
      BundleContext context, @Reference ConfigService config, @Reference TaskExecutor tasks) {
    this(
        config,
        System.getenv(),
        Path.of(context.getProperty("callboard.data"), "techdocs", "uploads"),
        new HelpedWorkers(tasks, UPLOADS));
  }

  S3Storage(ConfigService config, Map<String, String> environment, Path staging, Workers workers) {
    this.config = requireNonNull(config, "config is null");
    this.environment = requireNonNull(environment, "environment is null");
    this.staging = requireNonNull(staging, "staging is null");
    this.workers = requireNonNull(workers, "workers is null");
  }

  private synchronized S3Bucket bucket() {
    S3Settings now = S3Settings.from(config.current(), environment);
    if (!now.equals(settings)) {
      long room = config.current().bytes("techdocs.publisher.awsS3.cacheSize").orElse(CACHE);
      bucket = new S3Bucket(now, new ObjectCache(room));
      settings = now;
    }
    return bucket;
  }

  private String prefix(String site) {
    return S3Settings.from(config.current(), environment).root() + site + "/";
  }

  private static boolean isPlain(String path) {
    return !path.startsWith("/")
        && path.chars().allMatch(c -> c >= ' ' && c != '\\')
        && java.util.Arrays.stream(path.split("/", -1))
            .noneMatch(each -> each.isEmpty() || each.equals(".") || each.equals(".."));
  }

  @Override
  public Optional<DocsFile> read(String site, String path) throws IOException {
    if (!isPlain(site) || !isPlain(path)) {
      return Optional.empty();
    }
    return bucket().read(prefix(site) + path, SiteLimits.from(config.current()).fileSize());
  }

  @Override
  public DocsPublication publish(String site) throws IOException {
    Files.createDirectories(staging);
    Path own = Files.createDirectory(staging.resolve(UUID.randomUUID().toString()));
    return new S3Publication(bucket(), prefix(site), own, workers);
  }

  @Override
  public void remove(String site) throws IOException {
    S3Bucket from = bucket();
    workers.each(from.list(prefix(site)), from::delete);
  }
}
