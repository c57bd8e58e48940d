package dev.callboard.integrations.s3;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of a bucket, whose name is a part of the path ({@code
 * https://s3.eu-west-1.amazonaws.com/bucket/key}) or of the host ({@code
 * https://bucket.s3.eu-west-1.amazonaws.com/key}).
 *
 * @param bucket its name
 * @param region where it is
 * @param base the address of the bucket, without a slash at its end
 * @param path the segments of the key, decoded
 */
record S3Url(String bucket, String region, URI base, List<String> path) {
  private static final Pattern AMAZON =
      Pattern.compile(
          "(?:([a-z0-9][a-z0-9.-]*)\\.)?s3(?:[.-](?:dualstack\\.)?([a-z0-9-]+))?"
              + "\\.amazonaws\\.com(?:\\.cn)?");

  /** Returns whether a URL is one of the service, even if it names no bucket. */
  static boolean isOf(URI url, S3Settings settings) {
    if (settings.endpoint().isEmpty()) {
      return url.getScheme().equalsIgnoreCase("https")
          && AMAZON.matcher(HostSettings.authority(url)).matches();
    }
    String own = HostSettings.origin(settings.endpoint().get());
    String host = HostSettings.authority(settings.endpoint().get());
    return HostSettings.origin(url).equals(own)
        || !settings.pathStyle()
            && HostSettings.authority(url).endsWith("." + host)
            && url.getScheme().equalsIgnoreCase(settings.endpoint().get().getScheme());
  }

  /** Reads a URL of the service; empty when it names no bucket. */
  static Optional<S3Url> of(URI url, S3Settings settings) {
    if (!isOf(url, settings)) {
      return Optional.empty();
    }
    String region = settings.region();
    String inHost = null;
    URI service = settings.endpoint().orElse(URI.create(HostSettings.origin(url)));
    if (settings.endpoint().isEmpty()) {
      Matcher amazon = AMAZON.matcher(HostSettings.authority(url));
      amazon.matches();
      inHost = amazon.group(1);
      region = amazon.group(2) == null ? region : amazon.group(2);
    } else if (!HostSettings.origin(url).equals(HostSettings.origin(service))) {
      String authority = HostSettings.authority(url);
      int own = HostSettings.authority(service).length() + 1;
      inHost = authority.substring(0, authority.length() - own);
    }
    List<String> parts = UrlPath.below(service, url).orElse(List.of());
    if (inHost != null) {
      return Optional.of(
          new S3Url(inHost, region, URI.create(HostSettings.origin(url) + path(service)), parts));
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    URI base = URI.create(service + "/" + UrlPath.encode(parts.get(0)));
    return Optional.of(new S3Url(parts.get(0), region, base, parts.subList(1, parts.size())));
  }

  private static String path(URI service) {
    return service.getRawPath() == null ? "" : service.getRawPath();
  }

  String key() {
    return String.join("/", path);
  }

  /** Returns the address of an object. */
  URI object(List<String> segments) {
    // The signature is made of these characters, not of what means the same.
    String encoded = UrlPath.join(segments).replace("*", "%2A").replace("%7E", "~");
    return URI.create(base + "/" + encoded);
  }
}
