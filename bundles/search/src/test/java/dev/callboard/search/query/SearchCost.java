package dev.callboard.search.query;

import com.sun.management.OperatingSystemMXBean;
import dev.callboard.search.fakes.Caller;
import dev.callboard.search.fakes.ListCollator;
import dev.callboard.search.spi.SearchDocument;
import dev.callboard.testing.MapConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures what searches cost: no test, to be run by hand with the number of documents. Tells the
 * processor time of one search with its answer as JSON, and the slowest one in a hundred.
 */
final class SearchCost {
  private static final String[] ADJECTIVES =
      "core edge fast smart global local shared legacy next unified secure open public private"
          .split(" ");
  private static final String[] AREAS =
      ("payment billing order checkout cart catalog inventory shipping delivery customer account"
              + " identity session profile search recommendation pricing promotion loyalty"
              + " notification email messaging audit compliance fraud risk ledger settlement"
              + " invoice tax reporting analytics metrics logging tracing monitoring deployment")
          .split(" ");
  private static final String[] FORMS =
      "service api gateway worker processor engine manager adapter connector sync scheduler"
          .split(" ");
  private static final String[] TEXTS = {
    "Handles %s requests for the %s platform.",
    "Owns the %s data and exposes it to other teams with %s rules.",
    "Transforms %s events and forwards them to downstream %s consumers.",
    "Calculates and stores %s information, with strict %s targets."
  };

  private final Random random = new Random(42);

  private SearchCost() {}

  public static void main(String[] arguments) throws Exception {
    new SearchCost().run(Integer.parseInt(arguments[0]));
  }

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private void run(int count) throws Exception {
    Path folder = Files.createTempDirectory("search-cost");
    ListCollator collator = new ListCollator("software-catalog");
    for (int i = 0; i < count; i++) {
      collator.put(document(i));
    }
    long start = System.nanoTime();
    try (TestSearch search = new TestSearch(folder, MapConfig.empty(), false, collator)) {
      search.indexes().types();
      while (search.indexes().states().stream().noneMatch(s -> s.documents() == count)) {
        Thread.sleep(10);
      }
      double cpu =
          ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getProcessCpuTime();
      System.out.printf(
          "%d documents in %d ms, %.0f ms of processor time since the start%n",
          count, (System.nanoTime() - start) / 1_000_000, cpu / 1e6);
      long[] size = {0};
      try (var files = Files.walk(folder)) {
        files.filter(Files::isRegularFile).forEach(f -> size[0] += f.toFile().length());
      }
      System.out.printf("%d bytes per document%n", size[0] / count);
      for (String query :
          List.of(
              "payment",
              "payment service",
              "core-payment-gateway-77",
              "pa",
              "",
              "paymnt",
              "requests for the platform")) {
        measure(search, query);
      }
      measure(search, null);
    }
  }

  private SearchDocument document(int i) {
    String name = any(ADJECTIVES) + "-" + any(AREAS) + "-" + any(FORMS) + "-" + i;
    return SearchDocument.document("component:default/" + name, name, "/catalog/default/c/" + name)
        .text(any(TEXTS).formatted(any(AREAS), any(ADJECTIVES)))
        .field("kind", "Component")
        .field("componentType", "service")
        .field("type", "service")
        .field("namespace", "default")
        .field("lifecycle", "production")
        .field("owner", "group:default/team-" + i % 200)
        .tag(any(AREAS))
        .resourceRef("component:default/" + name)
        .build();
  }

  private void measure(TestSearch search, String term) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + 3_000_000_000L;
    while (System.nanoTime() < end) {
      ask(search, term);
    }
    long[] times = new long[2_000];
    int done = 0;
    end = System.nanoTime() + 3_000_000_000L;
    while (System.nanoTime() < end && done < times.length) {
      long before = threads.getCurrentThreadCpuTime();
      ask(search, term);
      times[done++] = threads.getCurrentThreadCpuTime() - before;
    }
    long[] sorted = Arrays.copyOf(times, done);
    Arrays.sort(sorted);
    System.out.printf(
        "%-30s mean %.3f ms, p50 %.3f, p99 %.3f%n",
        term,
        Arrays.stream(sorted).average().orElse(0) / 1e6,
        sorted[done / 2] / 1e6,
        sorted[done * 99 / 100] / 1e6);
  }

  private void ask(TestSearch search, String term) {
    String words = term == null ? any(AREAS) + " " + any(FORMS) : term;
    SearchQuery query = new SearchQuery(words, List.of(), Map.of(), 0, 25, List.of());
    search.engine().search(query, new Caller("user:default/alice"));
  }
}
