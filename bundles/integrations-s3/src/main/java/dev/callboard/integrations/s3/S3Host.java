package dev.callboard.integrations.s3;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.Glob;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One service with buckets, which are what repositories are elsewhere. */
final class S3Host implements SourceHost {
  private final S3Settings settings;
  private final S3Objects objects;
  private final HostAccess access;

  S3Host(S3Settings settings, S3Objects objects, HostAccess access) {
    this.settings = settings;
    this.objects = objects;
    this.access = access;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean owns(URI url) {
    return S3Url.isOf(url, settings);
  }

  private S3Url parse(URI url) {
    return S3Url.of(url, settings)
        .orElseThrow(
            () ->
                PortalException.input(
                    "'"
                        + url
                        + "' is no object of a bucket; it should be like"
                        + " https://bucket.s3.eu-west-1.amazonaws.com/catalog-info.yaml"));
  }

  @Override
  public UrlContent read(URI url, ReadOptions options) {
    S3Url object = parse(url);
    if (object.path().isEmpty()) {
      throw PortalException.input("'" + url + "' is a bucket and not an object in it");
    }
    return objects.read(object, object.path(), options, url.toString()).content();
  }

  @Override
  public SourceTree readTree(URI url, ReadOptions options) {
    S3Url folder = parse(url);
    String prefix = folder.path().isEmpty() ? "" : folder.key() + "/";
    List<S3Objects.Listed> found =
        objects.list(folder, prefix, url.toString()).stream()
            .filter(each -> !each.key().endsWith("/"))
            .toList();
    String etag = digest(found);
    if (options.etag().filter(etag::equals).isPresent()) {
      return SourceTree.notModified(etag);
    }
    try (TreeWriter tree = access.newTree()) {
      for (S3Objects.Listed each : found) {
        List<String> path = Arrays.asList(each.key().split("/"));
        byte[] bytes = objects.read(folder, path, ReadOptions.none(), url.toString()).bytes();
        tree.file(each.key().substring(prefix.length()), new ByteArrayInputStream(bytes));
      }
      return tree.finish(etag, null);
    } catch (IOException e) {
      throw PortalException.unavailable("'" + url + "' could not be read");
    }
  }

  private static String digest(List<S3Objects.Listed> found) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (S3Objects.Listed each : found) {
        digest.update((each.key() + "\0" + each.etag() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }

  @Override
  public List<String> search(URI url) {
    S3Url pattern = parse(url);
    Glob glob = Glob.of(pattern.key());
    String prefix = glob.folder().isEmpty() ? "" : glob.folder() + "/";
    return objects.list(pattern, prefix, url.toString()).stream()
        .map(S3Objects.Listed::key)
        .filter(glob::matches)
        .sorted()
        .map(key -> pattern.object(Arrays.asList(key.split("/"))).toString())
        .toList();
  }

  @Override
  public Optional<String> repository(URI url) {
    return S3Url.of(url, settings).map(page -> page.bucket().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<SourcePlace> place(URI url) {
    return S3Url.of(url, settings)
        .map(page -> new SourcePlace(page.bucket().toLowerCase(Locale.ROOT), "", page.key()));
  }

  @Override
  public Optional<String> root(URI url) {
    return S3Url.of(url, settings).map(page -> UrlPath.before(url, page.path().size()));
  }

  @Override
  public Optional<String> editUrl(URI url) {
    return Optional.of(url.toString());
  }
}
