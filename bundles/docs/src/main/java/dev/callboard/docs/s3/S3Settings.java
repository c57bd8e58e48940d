package dev.callboard.docs.s3;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a bucket, with the keys of Backstage.
 *
 * @param bucket its name
 * @param root what all keys begin with, empty or with a slash at its end
 * @param region of the bucket
 * @param endpoint where the service is
 * @param pathStyle whether the bucket is a part of the path, not of the host
 * @param sse how objects are encrypted, or null for the bucket's own way
 * @param keys who we are
 */
record S3Settings(
    String bucket,
    String root,
    String region,
    URI endpoint,
    boolean pathStyle,
    String sse,
    Keys keys) {
  private static final String AT = "techdocs.publisher.awsS3.";

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

  /**
   * Reads the settings.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} that names the key at fault
   */
  static S3Settings from(Config config, Map<String, String> environment) {
    String bucket =
        config.string(AT + "bucketName").orElseThrow(() -> wrong("bucketName is missing"));
    String region =
        config
            .string(AT + "region")
            .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
            .orElse("us-east-1");
    String root = config.string(AT + "bucketRootPath").orElse("").replaceAll("^/+|/+$", "");
    URI endpoint =
        config
            .string(AT + "endpoint")
            .map(S3Settings::endpoint)
            .orElse(URI.create("https://s3." + region + ".amazonaws.com"));
    return new S3Settings(
        bucket,
        root.isEmpty() ? "" : root + "/",
        region,
        endpoint,
        config.bool(AT + "s3ForcePathStyle").orElse(false),
        config.string(AT + "sse").map(S3Settings::sse).orElse(null),
        keys(config, environment));
  }

  private static PortalException wrong(String what) {
    return PortalException.unavailable(AT + what);
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null && ("https".equals(uri.getScheme()) || isHttp(uri))) {
        return uri;
      }
    } catch (java.net.URISyntaxException e) {
      throw wrong("endpoint is no address");
    }
    throw wrong("endpoint must be an address such as https://s3.example.org");
  }

  private static boolean isHttp(URI uri) {
    return "http".equals(uri.getScheme());
  }

  private static String sse(String text) {
    if (text.equals("AES256") || text.equals("aws:kms")) {
      return text;
    }
    throw wrong("sse must be AES256 or aws:kms");
  }

  private static Keys keys(Config config, Map<String, String> environment) {
    if (config.has(AT + "credentials.roleArn")) {
      throw wrong("credentials.roleArn is not supported; give keys that may use the bucket");
    }
    Optional<Config> own = config.section(AT + "credentials");
    Optional<String> account = config.string(AT + "accountId");
    if (own.isEmpty() && account.isPresent()) {
      own =
          config.sections("aws.accounts").stream()
              .filter(each -> each.string("accountId").equals(account))
              .findFirst();
      if (own.isEmpty()) {
        throw wrong("accountId names no account of aws.accounts");
      }
    }
    if (own.isPresent()) {
      String id = own.get().string("accessKeyId").orElse("");
      String secret = own.get().string("secretAccessKey").orElse("");
      if (id.isEmpty() || secret.isEmpty()) {
        throw wrong("credentials need accessKeyId and secretAccessKey");
      }
      return new Keys(id, secret, null);
    }
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (id == null || secret == null) {
      throw wrong("credentials are missing, in the environment too (AWS_ACCESS_KEY_ID)");
    }
    return new Keys(id, secret, environment.get("AWS_SESSION_TOKEN"));
  }

  /** Returns the address below which the objects of the bucket are, without a slash at its end. */
  String base() {
    if (pathStyle) {
      return endpoint + "/" + bucket;
    }
    return endpoint.getScheme() + "://" + bucket + "." + endpoint.getRawAuthority();
  }
}
