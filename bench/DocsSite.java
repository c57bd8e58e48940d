import dev.callboard.docs.html.HtmlPolicy;
import dev.callboard.docs.markdown.Diagrams;
import dev.callboard.docs.site.PageCache;
import dev.callboard.docs.site.SiteBuilder;
import dev.callboard.docs.site.SiteLimits;
import dev.callboard.docs.site.SiteOutput;
import dev.callboard.docs.site.SiteRequest;
import dev.callboard.docs.site.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Builds the site of a tree into folders, several times; prints milliseconds of each time, by the clock and of the processor. */
public final class DocsSite {
  public static void main(String[] args) throws Exception {
    Path tree = Path.of(args[0]);
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      Path out = Path.of(args[1]).resolve(String.valueOf(round));
      long start = System.nanoTime();
      long before = cpu();
      SiteBuilder builder = new SiteBuilder(new PageCache(256L << 20), new Pair());
      build(builder, tree, out, Map.of());
      double wall = (System.nanoTime() - start) / 1e6;
      double cpu = (cpu() - before) / 1e6;
      System.out.printf("%.0f/%.0f%n", wall, cpu);
    }
  }

  /** Processor time of all Java threads, not of the compilers and collectors. */
  private static long cpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getAllThreadIds())
        .map(id -> Math.max(0, threads.getThreadCpuTime(id)))
        .sum();
  }

  private static void build(SiteBuilder builder, Path tree, Path out, Map<String, String> before)
      throws IOException {
    builder.build(
        new SiteRequest(
            tree,
            "Site",
            null,
            false,
            path -> Optional.empty(),
            path -> Optional.empty(),
            HtmlPolicy.strict(),
            Diagrams.NONE,
            new SiteLimits(20_000, 64 << 20, 4 << 20, 1L << 30),
            before,
            line -> {}),
        new Output(out));
  }

  /** Two threads for each kind of work. */
  private static final class Pair implements Workers {
    @Override
    public <T> void each(List<T> items, Work<T> work) throws IOException {
      AtomicInteger next = new AtomicInteger();
      Runnable run =
          () -> {
            for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
              try {
                work.run(items.get(i));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          };
      CompletableFuture<Void> other = CompletableFuture.runAsync(run);
      run.run();
      other.join();
    }
  }

  private record Output(Path folder) implements SiteOutput {
    @Override
    public void put(String path, byte[] bytes) {
      try {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void keep(String path) {}
  }
}
