import dev.callboard.docs.html.HtmlPolicy;
import dev.callboard.docs.markdown.Diagrams;
import dev.callboard.docs.site.PageCache;
import dev.callboard.docs.site.SiteBuilder;
import dev.callboard.docs.site.SiteLimits;
import dev.callboard.docs.site.SiteOutput;
import dev.callboard.docs.site.SiteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Builds the site of a tree into a folder, several times; prints milliseconds of each time, by the clock and of the processor. */
public final class DocsSite {
  public static void main(String[] args) throws Exception {
    Path tree = Path.of(args[0]);
    Path out = Path.of(args[1]);
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      long start = System.nanoTime();
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      SiteBuilder builder = new SiteBuilder(new PageCache(256L << 20));
      build(builder, tree, out, Map.of());
      double wall = (System.nanoTime() - start) / 1e6;
      double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
      System.out.printf("%.0f/%.0f%n", wall, cpu);
    }
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
