package dev.callboard.integrations.s3;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.Credentials;
import com.github.davidmoten.aws.lw.client.HttpClient;
import com.github.davidmoten.aws.lw.client.Request;
import com.github.davidmoten.aws.lw.client.ResponseInputStream;
import dev.callboard.integrations.spi.HostRequest;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Signs requests (AWS Signature Version 4). The library signs; what it would send goes through the
 * client of the host instead, with its limits. Thread-safe.
 */
final class S3Signer {
  private final S3Settings settings;

  S3Signer(S3Settings settings) {
    this.settings = settings;
  }

  /** What the library hands over to be sent. */
  private static final class Taken implements HttpClient {
    private final AtomicReference<HostRequest> request = new AtomicReference<>();
    private final String shown;

    Taken(String shown) {
      this.shown = shown;
    }

    @Override
    public ResponseInputStream request(
        URL url, String method, Map<String, String> headers, byte[] body, int connect, int read) {
      HostRequest next = HostRequest.get(URI.create(url.toString()), shown);
      for (Map.Entry<String, String> header : headers.entrySet()) {
        // The transport writes these itself.
        if (!header.getKey().equalsIgnoreCase("host")
            && !header.getKey().equalsIgnoreCase("content-length")) {
          next = next.header(header.getKey(), header.getValue());
        }
      }
      request.set(next);
      return new ResponseInputStream(() -> {}, 200, Map.of(), InputStream.nullInputStream());
    }
  }

  /**
   * Returns a request that gets something, signed when there are keys.
   *
   * @param address without a query
   * @param query names and values in turn
   */
  HostRequest get(URI address, String region, String shown, String... query) {
    Taken taken = new Taken(shown);
    Request request = client(region, taken).url(address.toString());
    for (int i = 0; i < query.length; i += 2) {
      request.query(query[i], query[i + 1]);
    }
    request.execute();
    HostRequest signed = taken.request.get();
    return settings.keys().isPresent() ? signed : HostRequest.get(signed.uri(), shown);
  }

  private Client client(String region, HttpClient http) {
    S3Settings.Keys keys = settings.keys().orElse(new S3Settings.Keys("none", "none", null));
    Credentials credentials =
        keys.session() == null
            ? Credentials.of(keys.id(), keys.secret())
            : Credentials.of(keys.id(), keys.secret(), keys.session());
    return Client.s3()
        .region(region)
        .credentials(credentials)
        .httpClient(http)
        .retryMaxAttempts(1)
        .build();
  }
}
