package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StaticTokensTest {
  private static final String TOKEN = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH";

  private static StaticTokens tokens() {
    StaticTokens tokens = new StaticTokens();
    tokens.add(TOKEN, DefaultPrincipal.service("external:ci", List.of()));
    return tokens;
  }

  @Test
  void only_the_whole_token_counts() {
    StaticTokens tokens = tokens();
    assertEquals("external:ci", tokens.authenticate(TOKEN).orElseThrow().getName());
    for (String wrong :
        List.of("", TOKEN + "x", TOKEN.substring(1), TOKEN.toUpperCase(java.util.Locale.ROOT))) {
      assertEquals(Optional.empty(), tokens.authenticate(wrong));
    }
  }

  /**
   * Compares tokens that are wrong in the first and in the last character, in random order. Noise
   * of the machine can make one comparison look uneven, a leak makes each of them so.
   */
  @Test
  void A08_the_time_of_a_comparison_tells_nothing() {
    double smallest = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 5 && smallest >= 4.5; attempt++) {
      smallest = Math.min(smallest, Math.abs(welch(100_000)));
    }
    assertTrue(smallest < 4.5, "Welch's t was never below " + smallest);
  }

  private static double welch(int count) {
    StaticTokens tokens = tokens();
    String[] wrong = {"x" + TOKEN.substring(1), TOKEN.substring(0, TOKEN.length() - 1) + "x"};
    double[] sum = new double[2];
    double[] squares = new double[2];
    int[] number = new int[2];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < count; i++) {
      int which = random.nextInt(2);
      long start = System.nanoTime();
      Optional<DefaultPrincipal> found = tokens.authenticate(wrong[which]);
      // Beyond ten microseconds it was the machine and not the comparison.
      double took = Math.min(System.nanoTime() - start, 10_000);
      assertTrue(found.isEmpty());
      sum[which] += took;
      squares[which] += took * took;
      number[which]++;
    }
    double[] mean = new double[2];
    double error = 0;
    for (int i = 0; i < 2; i++) {
      mean[i] = sum[i] / number[i];
      error += (squares[i] / number[i] - mean[i] * mean[i]) / number[i];
    }
    return (mean[0] - mean[1]) / Math.sqrt(error);
  }
}
