package dev.callboard.integrations.s3;

import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code integrations.awsS3}, with the keys that Backstage documents, and {@code
 * region}.
 *
 * @param endpoint where a service of one's own is, or empty for that of Amazon
 * @param pathStyle whether buckets are parts of paths only
 * @param region for addresses that name none
 * @param keys who we are, or empty for buckets that are public
 */
record S3Settings(Optional<URI> endpoint, boolean pathStyle, String region, Optional<Keys> keys) {
  static final String AMAZON = "amazonaws.com";

  /**
   * The keys of an account. Their text never shows them.
   *
   * @param id the public one
   * @param secret the other one
   * @param session what goes with keys that end soon, or null
   */
  record Keys(String id, String secret, String session) {
    @Override
    public String toString() {
      return id;
    }
  }

  static S3Settings of(HostSettings settings, Map<String, String> environment) {
    for (String key : new String[] {"roleArn", "externalId"}) {
      if (settings.entry().has(key)) {
        throw settings.wrong(key, "is not supported; give keys that may read the bucket");
      }
    }
    Optional<URI> endpoint =
        settings.entry().has("endpoint")
            ? Optional.of(settings.url("endpoint", null))
            : Optional.empty();
    Optional<String> region = settings.entry().string("region");
    if (region.filter(text -> !text.matches("[a-z0-9-]+")).isPresent()) {
      throw settings.wrong("region", "must be the name of a region such as eu-central-1");
    }
    return new S3Settings(
        endpoint,
        settings.entry().bool("s3ForcePathStyle").orElse(false),
        region.or(() -> Optional.ofNullable(environment.get("AWS_REGION"))).orElse("us-east-1"),
        keys(settings, endpoint.isPresent() ? Map.of() : environment));
  }

  /** The keys of the environment are for Amazon only. */
  private static Optional<Keys> keys(HostSettings settings, Map<String, String> environment) {
    Optional<String> id = settings.secret("accessKeyId");
    Optional<String> secret = settings.secret("secretAccessKey");
    if (id.isPresent() != secret.isPresent()) {
      String one = id.isPresent() ? "accessKeyId" : "secretAccessKey";
      String other = id.isPresent() ? "secretAccessKey" : "accessKeyId";
      throw settings.wrong(one, "needs '" + other + "' beside it");
    }
    if (id.isPresent()) {
      return Optional.of(new Keys(id.get(), secret.get(), null));
    }
    String given = environment.get("AWS_ACCESS_KEY_ID");
    String hidden = environment.get("AWS_SECRET_ACCESS_KEY");
    return given == null || hidden == null
        ? Optional.empty()
        : Optional.of(new Keys(given, hidden, environment.get("AWS_SESSION_TOKEN")));
  }

  /** Returns the name of the host. */
  String name() {
    return endpoint.map(HostSettings::authority).orElse(AMAZON);
  }
}
