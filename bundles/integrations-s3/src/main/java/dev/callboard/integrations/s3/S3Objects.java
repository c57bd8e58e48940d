package dev.callboard.integrations.s3;

import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import com.github.davidmoten.aws.lw.client.xml.XmlParseException;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The two calls of S3 that reading needs. Thread-safe; blocks. */
final class S3Objects {
  private static final int MOST_PAGES = 100;

  /** An object in a list. */
  record Listed(String key, String etag) {}

  private final S3Settings settings;
  private final S3Signer signer;
  private final HostAccess access;

  S3Objects(S3Settings settings, HostAccess access) {
    this.settings = settings;
    this.access = access;
    signer = new S3Signer(settings);
  }

  /** Buckets may be hosts of their own; all count as one. */
  private HostClient client(S3Url url) {
    return access.client(
        HostProfile.of("awsS3", settings.name(), Set.of(HostSettings.origin(url.base()))));
  }

  HostAnswer read(S3Url url, List<String> path, ReadOptions options, String shown) {
    return client(url).send(signer.get(url.object(path), url.region(), shown).unless(options));
  }

  /** Returns the objects whose keys begin with a text, sorted. */
  List<Listed> list(S3Url url, String prefix, String shown) {
    List<Listed> all = new ArrayList<>();
    String token = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      XmlElement found = parse(client(url).send(page(url, prefix, token, shown)), shown);
      for (XmlElement each : found.childrenWithName("Contents")) {
        all.add(new Listed(each.content("Key"), each.content("ETag")));
      }
      if (found.childrenWithName("NextContinuationToken").isEmpty()) {
        return all;
      }
      token = found.content("NextContinuationToken");
    }
    throw PortalException.input("'" + shown + "' has too many objects; name a folder");
  }

  private HostRequest page(S3Url url, String prefix, String token, String shown) {
    URI address = URI.create(url.base() + "/");
    return token == null
        ? signer.get(address, url.region(), shown, "list-type", "2", "prefix", prefix)
        : signer.get(
            address,
            url.region(),
            shown,
            "continuation-token",
            token,
            "list-type",
            "2",
            "prefix",
            prefix);
  }

  private static XmlElement parse(HostAnswer answer, String shown) {
    try {
      return XmlElement.parse(new String(answer.bytes(), StandardCharsets.UTF_8));
    } catch (XmlParseException e) {
      throw PortalException.unavailable(
          "'" + shown + "' could not be read, the host's answer is no XML");
    }
  }
}
