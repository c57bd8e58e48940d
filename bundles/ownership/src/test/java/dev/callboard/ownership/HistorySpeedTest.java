package dev.callboard.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.git.transport.QuietGit;
import dev.callboard.platform.database.Dialect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code -Dcallboard.long=true} as many commits as the target names, otherwise a few. */
class HistorySpeedTest {
  private static final int COMMITS = Boolean.getBoolean("callboard.long") ? 10_000 : 500;
  private static final long MOST_SECONDS = 30;

  @TempDir Path temp;

  @Test
  void aRepositoryIsMeasuredWithinItsTime() throws Exception {
    Repo repo = new Repo(temp.resolve("large"));
    List<String> mails =
        java.util.stream.IntStream.range(0, 40).mapToObj(i -> "p" + i + "@example.com").toList();
    Repo.many(repo.root, COMMITS, mails);
    try (Lab lab = new Lab(Dialect.SQLITE)) {
      lab.remotes.put("https://git.example/large.git", repo.root);
      for (int i = 0; i < 40; i++) {
        String location = "url:https://git.example/large.git/blob/main/src/m" + i + "/x.yaml";
        lab.component("m" + i, "nobody", location);
      }
      long wall = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      lab.task.run();
      cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
      System.out.printf(
          "%d commits, 40 entities: %.1f s, %.1f s of CPU%n",
          COMMITS, (System.nanoTime() - wall) / 1e9, cpu / 1e9);
      assertEquals(1.0, lab.fact("m0", Fact.UNKNOWN_SHARE));
      assertTrue(cpu < MOST_SECONDS * 1_000_000_000L, "CPU time: " + cpu);
    } finally {
      QuietGit.release();
    }
  }
}
