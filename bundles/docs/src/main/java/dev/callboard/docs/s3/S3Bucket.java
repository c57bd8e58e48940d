package dev.callboard.docs.s3;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.Credentials;
import com.github.davidmoten.aws.lw.client.HttpMethod;
import com.github.davidmoten.aws.lw.client.MaxAttemptsExceededException;
import com.github.davidmoten.aws.lw.client.Request;
import com.github.davidmoten.aws.lw.client.ResponseInputStream;
import com.github.davidmoten.aws.lw.client.ServiceException;
import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import com.github.davidmoten.aws.lw.client.xml.XmlParseException;
import dev.callboard.docs.api.DocsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The four calls of S3 that we need. Thread-safe; blocks. */
final class S3Bucket {
  private static final int CONNECT_SECONDS = 10;
  private static final int READ_SECONDS = 60;
  private static final int ATTEMPTS = 3;
  private static final int MESSAGE = 2000;
  private static final int LISTED = 1000;
  private static final int PAGES = 10_000;

  private final S3Settings settings;
  private final Client client;
  private final ObjectCache cache;

  S3Bucket(S3Settings settings, ObjectCache cache) {
    this.settings = settings;
    this.cache = cache;
    S3Settings.Keys keys = settings.keys();
    Credentials credentials =
        keys.session() == null
            ? Credentials.of(keys.id(), keys.secret())
            : Credentials.of(keys.id(), keys.secret(), keys.session());
    this.client =
        Client.s3()
            .region(settings.region())
            .credentials(credentials)
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
            .retryMaxAttempts(ATTEMPTS)
            .build();
  }

  /** Returns an object, or empty when there is none. What is known already is not sent again. */
  Optional<DocsFile> read(String key, long limit) throws IOException {
    Optional<DocsFile> known = cache.get(key).filter(each -> each.bytes().length <= limit);
    Request request = request(key);
    known.ifPresent(each -> request.header("If-None-Match", '"' + each.tag() + '"'));
    try (ResponseInputStream answer = send(request)) {
      if (answer.statusCode() == 304 && known.isPresent()) {
        return known;
      }
      if (answer.statusCode() == 404) {
        cache.remove(key);
        return Optional.empty();
      }
      expect(answer, "read " + key);
      byte[] bytes = answer.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
      if (bytes.length > limit) {
        throw new IOException("The object " + key + " is larger than techdocs.limits.fileSize");
      }
      String tag = answer.header("ETag").orElse("").replace("\"", "");
      Instant modified = answer.header("Last-Modified").map(S3Bucket::time).orElse(Instant.EPOCH);
      DocsFile object = new DocsFile(bytes, modified, tag);
      cache.put(key, object);
      return Optional.of(object);
    }
  }

  private static Instant time(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  void put(String key, byte[] bytes) throws IOException {
    Request request =
        request(key)
            .method(HttpMethod.PUT)
            .header("Content-Type", "application/octet-stream")
            .requestBody(bytes);
    if (settings.sse() != null) {
      request.header("x-amz-server-side-encryption", settings.sse());
    }
    try (ResponseInputStream answer = send(request)) {
      expect(answer, "write " + key);
    }
  }

  void delete(String key) throws IOException {
    try (ResponseInputStream answer = send(request(key).method(HttpMethod.DELETE))) {
      if (answer.statusCode() != 404) {
        expect(answer, "delete " + key);
      }
    }
  }

  /** Returns the keys that begin with a text. */
  List<String> list(String prefix) throws IOException {
    return list(prefix, LISTED);
  }

  /** Returns the keys that begin with a text, asked for in portions of a size. */
  List<String> list(String prefix, int size) throws IOException {
    List<String> keys = new ArrayList<>();
    String more = null;
    for (int page = 0; page < PAGES; page++) {
      Request request =
          client
              .url(settings.base() + "/")
              .query("list-type", "2")
              .query("prefix", prefix)
              .query("max-keys", String.valueOf(size));
      if (more != null) {
        request.query("continuation-token", more);
      }
      XmlElement found;
      try (ResponseInputStream answer = send(request)) {
        expect(answer, "list " + prefix);
        found = XmlElement.parse(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
      } catch (XmlParseException e) {
        throw new IOException("The bucket " + settings.bucket() + " lists no XML", e);
      }
      for (XmlElement each : found.childrenWithName("Contents")) {
        keys.add(each.content("Key"));
      }
      if (found.childrenWithName("NextContinuationToken").isEmpty()) {
        return keys;
      }
      more = found.content("NextContinuationToken");
    }
    throw new IOException("The bucket " + settings.bucket() + " lists without an end");
  }

  private Request request(String key) {
    String path =
        Stream.of(key.split("/", -1))
            .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8))
            .map(each -> each.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"))
            .collect(Collectors.joining("/"));
    return client.url(settings.base() + "/" + path);
  }

  private ResponseInputStream send(Request request) throws IOException {
    try {
      return request.responseInputStream();
    } catch (UncheckedIOException | MaxAttemptsExceededException | ServiceException e) {
      throw new IOException("The bucket " + settings.bucket() + " does not answer", e);
    }
  }

  private void expect(ResponseInputStream answer, String what) throws IOException {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return;
    }
    String body = new String(answer.readNBytes(MESSAGE), StandardCharsets.UTF_8);
    String code = body.replaceAll("(?s).*<Code>([A-Za-z]{1,60})</Code>.*", "$1");
    throw new IOException(
        "The bucket "
            + settings.bucket()
            + " refuses to "
            + what
            + ": "
            + status
            + (code.equals(body) ? "" : " " + code));
  }
}
