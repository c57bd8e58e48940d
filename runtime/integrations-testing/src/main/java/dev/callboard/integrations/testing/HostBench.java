package dev.callboard.integrations.testing;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.scaffolder.testing.StubApi.Request;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The reader of the product with the provider of a test, and a stub that answers as the host. */
public abstract class HostBench {
  /** What no message may hold. */
  protected static final String SECRET = "canary-token-0815";

  private static final String ETAG = "ETag";

  /** Where the server keeps its data. */
  @TempDir protected Path data;

  /** What the host has. */
  protected final FakeRepository repository = new FakeRepository();

  /** The host. */
  protected final StubApi api = new StubApi();

  /** The product's reader. */
  protected LiveIntegrations live;

  /** What the host answers in place of what it has, or null. */
  protected volatile Answer failure;

  /** Returns what is tested. */
  protected abstract SourceHostProvider provider();

  /** Returns what is at {@code integrations}. */
  protected abstract Map<String, Object> integrations();

  /** Returns the value of the header without which the host answers 401. */
  protected abstract String authorization();

  /** Returns the value of the header with which git is asked; by default the same. */
  protected String gitAuthorization() {
    return authorization();
  }

  /** Answers as the host does, or returns null for 404. */
  protected abstract Answer serve(Request request);

  @BeforeEach
  void start() {
    api.on("GET", ".*", this::answer);
    live = new LiveIntegrations(data, new MapConfig(Map.of("integrations", integrations())));
    live.add(provider());
  }

  @AfterEach
  void stop() {
    api.seen();
    api.close();
  }

  private Answer answer(Request request) {
    if (failure != null) {
      return failure;
    }
    if (!authorization().equals(request.headers().get("authorization"))) {
      return Answer.of(401, Map.of("message", "who are you? " + SECRET));
    }
    Answer answer = serve(request);
    return answer == null ? Answer.of(404, Map.of("message", "Not Found")) : answer;
  }

  /** Returns the reader. */
  protected final UrlReader reader() {
    return live.reader();
  }

  /** Returns where git serves the repository of a URL. */
  protected final GitRemote git(String url) {
    MapConfig config = new MapConfig(Map.of("integrations", integrations()));
    SourceHostProvider provider = provider();
    return provider
        .hosts(config.sections("integrations." + provider.type()), live.access())
        .stream()
        .filter(host -> host.owns(URI.create(url)))
        .findFirst()
        .flatMap(host -> host.git(URI.create(url)))
        .orElseThrow();
  }

  /** Reads a file as text. */
  protected final String text(String url) {
    return text(reader().read(url, ReadOptions.none()));
  }

  /** Returns the content as text. */
  protected static String text(UrlContent content) {
    return new String(content.bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  /** Returns the parameters of a request, decoded. */
  protected static Map<String, String> query(Request request) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : Optional.ofNullable(request.query()).orElse("").split("&")) {
      int equal = pair.indexOf('=');
      if (equal > 0) {
        values.put(decode(pair.substring(0, equal)), decode(pair.substring(equal + 1)));
      }
    }
    return values;
  }

  /** Returns a text without percent signs. */
  protected static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Answers with a file of the repository, unless who asks knows it. */
  protected final Answer file(Request request, String ref, String path) {
    String text = repository.files(ref).get(path);
    if (text == null) {
      return null;
    }
    String etag = '"' + FakeRepository.hash(text) + '"';
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return etag.equals(request.headers().get("if-none-match"))
        ? new Answer(304, null, Map.of(ETAG, etag))
        : new Answer(200, bytes, Map.of(ETAG, etag));
  }
}
