package dev.callboard.search.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.api.EntityVisibility;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.search.fakes.Caller;
import dev.callboard.search.fakes.Threads;
import dev.callboard.search.follow.SearchIndexes;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A search over collators, with an index in a folder. */
final class TestSearch implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Threads threads = new Threads();
  private final MapConfig config;
  private final SearchIndexes indexes;
  private final TypeAccess access;
  private final SearchEngine engine;
  private final AtomicLong clock = new AtomicLong();
  private volatile Decision decision = Decision.allow("test");
  private volatile long decisionTime;

  TestSearch(Path folder, MapConfig config, DocumentCollator... collators) {
    this(folder, config, true, collators);
  }

  TestSearch(Path folder, MapConfig config, boolean keepsAnswers, DocumentCollator... collators) {
    this.config = config.with("search.index.gather", Duration.ofMillis(1));
    this.indexes = new SearchIndexes(threads, () -> this.config, folder);
    this.access =
        new TypeAccess((principal, requests) -> requests.stream().map(this::decide).toList());
    this.engine =
        new SearchEngine(
            indexes,
            access,
            () -> this.config,
            keepsAnswers ? new KeptAnswers() : new KeptAnswers(0),
            clock::get);
    for (DocumentCollator collator : collators) {
      indexes.addCollator(collator, Map.of());
    }
  }

  TestSearch(Path folder, DocumentCollator... collators) {
    this(folder, MapConfig.empty(), collators);
  }

  SearchIndexes indexes() {
    return indexes;
  }

  SearchEngine engine() {
    return engine;
  }

  void decide(Decision next) {
    decision = next;
  }

  /** Has each decision on a resource take so long. */
  void slow(Duration time) {
    decisionTime = time.toNanos();
  }

  private Decision decide(PermissionRequest request) {
    if (request.resourceRef().isEmpty()) {
      return decision;
    }
    clock.addAndGet(decisionTime);
    return Decision.allow("test");
  }

  void catalog(EntityVisibility visibility) {
    access.entities = visibility;
  }

  /** Asks as a client does, with parameters such as {@code term=x}. */
  JsonNode ask(String... parameters) throws IOException {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      map.computeIfAbsent(parameter.substring(0, equals), key -> new ArrayList<>())
          .add(parameter.substring(equals + 1));
    }
    SearchQuery query = new QueryRequest(map, config).read(indexes.types().keySet());
    byte[] json = engine.search(query, new Caller("user:default/alice")).json();
    String text = new String(json, StandardCharsets.UTF_8);
    return JSON.readTree(text.replace(engine.preTag(), "<b>").replace(engine.postTag(), "</b>"));
  }

  /** Returns the titles of what a term finds, the best first. */
  List<String> titles(String... parameters) throws IOException {
    List<String> titles = new ArrayList<>();
    ask(parameters)
        .get("results")
        .forEach(result -> titles.add(result.at("/document/title").asText()));
    return titles;
  }

  /** Asks until an answer is as wanted, and returns it. */
  JsonNode await(Predicate<JsonNode> wanted, String... parameters) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    JsonNode last = ask(parameters);
    while (!wanted.test(last)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not as wanted within 20 s, last: " + last);
      }
      Thread.sleep(5);
      last = ask(parameters);
    }
    return last;
  }

  /** Waits until a term finds a number of documents. */
  void awaitCount(int count, String... parameters) throws Exception {
    await(answer -> answer.get("numberOfResults").asInt() == count, parameters);
  }

  /** Waits until the index of a type has a number of documents. */
  void awaitDocuments(String type, int count) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (indexes.states().stream()
        .noneMatch(state -> state.type().equals(type) && state.documents() == count)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + count + " within 20 s: " + indexes.states());
      }
      Thread.sleep(5);
    }
  }

  /** Waits until some index is in a state. */
  void awaitState(String wanted) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (indexes.states().stream().noneMatch(state -> state.state().equals(wanted))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + wanted + " within 20 s: " + indexes.states());
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    indexes.close();
    threads.close();
  }
}
