package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files made to harm, read the way that the server reads files. What was served before stays, and
 * the file after the bad one is read as ever.
 */
class HostileYamlTest {
  private static final String A = "component:default/a";
  private static final String GOOD = "component:default/good";

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench(directory);
    bench.write("a.yaml", Bench.component("a", "before"));
    bench.run(".");
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private String status() {
    return String.valueOf(bench.index.at(A, "status"));
  }

  /** Reads these bytes in place of the component; it stays, and says why. */
  private void assertRefused(byte[] bytes, String reason) throws Exception {
    Files.write(bench.directory.resolve("a.yaml"), bytes);
    bench.write("good.yaml", Bench.component("good", "x"));
    bench.run(".");
    assertEquals("before", bench.index.at(A, "spec", "owner"));
    assertTrue(bench.index.entities().containsKey(GOOD));
    assertTrue(status().contains(reason), "expected " + reason + " in " + status());
  }

  private void assertRefused(String text, String reason) throws Exception {
    assertRefused(text.getBytes(StandardCharsets.UTF_8), reason);
  }

  /** The component with one more field of its spec. */
  private static String with(String field) {
    return Bench.component("a", "after") + "  " + field + "\n";
  }

  private static long cpuMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
  }

  @Test
  void Y02_aHundredThousandAliasesOfAScalarAreTooManyValues() throws Exception {
    assertRefused(with("x: [&s y" + ", *s".repeat(100_000) + "]"), "more than 100000 values");
  }

  @Test
  void Y02_aliasesOfAliasesGrowNoFurtherThanTheLimit() throws Exception {
    StringBuilder laughs = new StringBuilder("l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 10; i++) {
      String before = ", *l" + (i - 1);
      laughs.append("  l").append(i).append(": &l").append(i).append(" [");
      laughs.append(before.repeat(8).substring(2)).append("]\n");
    }
    long start = cpuMillis();
    assertRefused(with(laughs.toString()), "more than");
    assertTrue(cpuMillis() - start < 5_000);
  }

  @Test
  void Y03_anAnchorWithinItselfIsRefused() throws Exception {
    assertRefused(with("x: &a {b: *a}"), "stands inside it");
    assertRefused(with("x: &a [*a]"), "stands inside it");
    assertRefused(with("x: &a [1]\n  y: &a {b: *a}"), "stands inside it");
  }

  @Test
  void Y04_deepNestingIsRefusedAndTheThreadLives() throws Exception {
    assertRefused(with("x: " + "[".repeat(10_000) + "]"), "deeper than 64");
    StringBuilder block = new StringBuilder("x:\n");
    for (int i = 0; i < 1_000; i++) {
      block.append("   ").append(" ".repeat(i)).append("k:\n");
    }
    assertRefused(with(block.toString()), "deeper than 64");
    assertRefused(with("x: " + "{k: ".repeat(3_000) + "}".repeat(3_000)), "deeper than 64");
    assertRefused(with("? " + "- ".repeat(5_000) + "x"), "deeper than 64");
  }

  @Test
  void Y05_tagsOfJavaAreRefusedByNameAndLoadNothing() throws Exception {
    try (ServerSocket canary = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String url = "[\"http://127.0.0.1:" + canary.getLocalPort() + "/\"]";
      assertRefused(with("x: !!java.net.URL " + url), "java.net.URL");
      assertRefused(
          with(
              "x: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL "
                  + url
                  + "]]]"),
          "javax.script.ScriptEngineManager");
      assertRefused(
          "%TAG ! tag:yaml.org,2002:java.net.\n---\n" + with("x: !URL " + url), "java.net.URL");
      canary.setSoTimeout(200);
      assertEquals(
          SocketTimeoutException.class,
          org.junit.jupiter.api.Assertions.assertThrows(java.io.IOException.class, canary::accept)
              .getClass());
    }
  }

  @Test
  void Y06_tagsOfOtherToolsAreNoTexts() throws Exception {
    assertRefused(with("x: !ENV HOME"), "!ENV");
    assertRefused(
        with("x: !!python/object/apply:os.system ['id']"), "python/object/apply:os.system");
    assertRefused(with("x: !include /etc/passwd"), "!include");
    assertRefused(with("x: !<tag:example.com,2000:y> z"), "tag:example.com,2000:y");
    assertRefused(with("!ENV k: v"), "!ENV");
  }

  @Test
  void Y10_aHugeScalarIsRefusedBeforeItIsScanned() throws Exception {
    long start = cpuMillis();
    assertRefused(with("x: \"" + "y".repeat(2_900_000) + "\""), "more than 1048576 characters");
    assertTrue(cpuMillis() - start < 1_000);
  }

  @Test
  void Y11_manyAnchorsOfOneNameEndSoon() throws Exception {
    long start = cpuMillis();
    assertRefused(with("x: [" + "&a 1,".repeat(200_000) + "1]"), "more than");
    assertTrue(cpuMillis() - start < 5_000, (cpuMillis() - start) + " ms");
  }

  @Test
  void Y11_keysWithOneHashCodeAreAsQuickAsOthers() throws Exception {
    StringBuilder keys = new StringBuilder("x: {");
    for (int i = 0; i < 16_384; i++) {
      for (int bit = 0; bit < 14; bit++) {
        keys.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      keys.append(": 1, ");
    }
    bench.write("a.yaml", with(keys + "}"));
    long start = cpuMillis();
    bench.run(".");
    assertTrue(cpuMillis() - start < 5_000, (cpuMillis() - start) + " ms");
  }

  @Test
  void Y11_aMapWithFiftyThousandKeysEndsSoon() throws Exception {
    StringBuilder keys = new StringBuilder("x: {");
    for (int i = 0; i < 50_000; i++) {
      keys.append('k').append(i).append(": 1, ");
    }
    long start = cpuMillis();
    assertRefused(with(keys + "}"), "more than");
    assertTrue(cpuMillis() - start < 5_000, (cpuMillis() - start) + " ms");
  }

  @Test
  void Y12_whatIsNoTextIsRefused() throws Exception {
    ByteArrayOutputStream bad = new ByteArrayOutputStream();
    bad.writeBytes(with("x: ").getBytes(StandardCharsets.UTF_8));
    bad.writeBytes(new byte[] {(byte) 0xC3, 0x28});
    assertRefused(bad.toByteArray(), "not valid UTF-8");
    assertRefused(with("x: y").getBytes(StandardCharsets.UTF_16), "UTF-16");
    assertRefused(with("x: \"\\0\""), "U+0000");
    assertRefused(with("x: \"\\a\""), "U+0007");
    assertRefused(with("x: \"\\uD800\""), "");
    assertRefused(with("x: y\u0000"), "");
    assertRefused(with("x: \u0007"), "");
  }

  @Test
  void Y12_lettersThatHideAreRefusedInNamesAndKeptInTitles() throws Exception {
    bench.write("hidden.yaml", Bench.component("\"a\\u202E\"", "after"));
    bench.write("b.yaml", Bench.component("b\n  title: \"\\u202Etac\\u2028\\u200B\"", "x"));
    bench.run(".");
    assertEquals("before", bench.index.at(A, "spec", "owner"));
    assertEquals(
        "\u202Etac\u2028\u200B", bench.index.at("component:default/b", "metadata", "title"));
  }

  @Test
  void Y13_namesAreTheTextsThatWereWritten() throws Exception {
    for (String name : List.of("no", "012a", "2024-01-01", "on", "y")) {
      bench.write("named.yaml", Bench.component(name, "x"));
      bench.run(".");
      assertTrue(bench.index.entities().containsKey("component:default/" + name), name);
    }
    for (String name : List.of("012", "1e3", "~", "true", "0x1f", "1:30")) {
      bench.write("named.yaml", Bench.component(name, "x"));
      RootRun.Outcome outcome = bench.run(".");
      assertFalse(bench.index.entities().containsKey("component:default/" + name), name);
      assertFalse(bench.index.entities().containsKey("component:default/12"), outcome.toString());
      assertFalse(bench.index.entities().containsKey("component:default/1000"), outcome.toString());
    }
  }

  @Test
  void Y14_keysThatAreNoTextsAreRefused() throws Exception {
    for (String key : List.of("1", "true", "~", "[x]", "{x: y}", "1.5")) {
      assertRefused(with(key + ": v"), "a key must be a text");
    }
  }
}
