package dev.callboard.rails;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Switches off each defence of the list, one at a time, and sees whether its test notices. Works on
 * a tree that was compiled with its tests, and changes nothing of it: the changed classes lie in a
 * folder of their own, in front of the others.
 *
 * <p>Run by {@code scripts/check-defences} with the tree and, if not all, the ids.
 */
public final class CheckDefences {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path root;
  private final Path work;

  private CheckDefences(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  /** Checks; ends with 1 when a test did not notice. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath();
    Set<String> ids = Set.copyOf(Arrays.asList(arguments).subList(1, arguments.length));
    List<Defences.Defence> chosen =
        Defences.read(root).all().stream()
            .filter(defence -> ids.isEmpty() || ids.contains(defence.id()))
            .toList();
    Path work = Files.createTempDirectory("defences");
    boolean noticed;
    try {
      noticed = new CheckDefences(root, work).check(chosen);
    } finally {
      delete(work);
    }
    System.exit(noticed ? 0 : 1);
  }

  private boolean check(List<Defences.Defence> chosen) throws Exception {
    Map<String, String> before = unchanged(chosen);
    int bad = 0;
    for (Defences.Defence defence : chosen) {
      String result =
          before.getOrDefault(defence.test(), "").equals("PASSED")
              ? switchedOff(defence)
              : "NO RESULT: the test does not pass as it is";
      System.out.printf(
          "%-10s %s%n           %s%n", result, defence, defence.test().replaceFirst("^.*\\.", ""));
      bad += result.equals("noticed") ? 0 : 1;
    }
    System.out.println(chosen.size() + " defences switched off, " + bad + " not noticed");
    return bad == 0 && !chosen.isEmpty();
  }

  /** Runs the tests as they are: one that fails anyway notices nothing. */
  private Map<String, String> unchanged(List<Defences.Defence> chosen) throws Exception {
    Map<String, Set<String>> byModule = new LinkedHashMap<>();
    chosen.forEach(
        each ->
            byModule.computeIfAbsent(each.module(), m -> new LinkedHashSet<>()).add(each.test()));
    Map<String, String> results = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> module : byModule.entrySet()) {
      for (String line : run(module.getKey(), null, List.copyOf(module.getValue()))) {
        String[] parts = line.split(" ", 2);
        results.put(parts[1], parts[0]);
      }
    }
    return results;
  }

  private String switchedOff(Defences.Defence defence) throws Exception {
    Path changed = Files.createTempDirectory(work, defence.id());
    String problem = compile(defence, changed);
    if (!problem.isEmpty()) {
      return "NO RESULT: " + problem;
    }
    List<String> lines = run(defence.module(), changed, List.of(defence.test()));
    boolean failed = lines.isEmpty() || lines.get(0).startsWith("FAILED ");
    return failed ? "noticed" : "SURVIVED";
  }

  /** Compiles the changed sources only; returns what is wrong, or nothing. */
  private String compile(Defences.Defence defence, Path to) throws IOException {
    Map<Path, String> sources = new LinkedHashMap<>();
    for (Defences.Change change : defence.changes()) {
      Path source = change.source(root);
      String text = sources.getOrDefault(source, Files.readString(source));
      if (change.occurrences(text) != 1) {
        return "not exactly once in " + change.type() + ": " + change.from();
      }
      sources.put(source, change.applyTo(text));
    }
    List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", to.toString()));
    options.addAll(List.of("-cp", classpath(defence.module(), null)));
    for (Map.Entry<Path, String> each : sources.entrySet()) {
      Path copy = to.resolve("src").resolve(root.relativize(each.getKey()));
      Files.createDirectories(copy.getParent());
      options.add(Files.writeString(copy, each.getValue()).toString());
    }
    var messages = new java.io.ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, options.toArray(String[]::new));
    return result == 0 ? "" : "it does not compile: " + messages;
  }

  private String classpath(String module, Path changed) throws IOException {
    Path target = root.resolve(module).resolve("target");
    String libraries = Files.readString(target.resolve("test-classpath.txt")).strip();
    String launcher =
        Stream.of(libraries.split(File.pathSeparator))
            .filter(jar -> jar.contains("junit-platform-engine"))
            .map(jar -> jar.replace("junit-platform-engine", "junit-platform-launcher"))
            .findFirst()
            .orElseThrow();
    List<String> path = new ArrayList<>();
    if (changed != null) {
      path.add(changed.toString());
    }
    path.addAll(List.of(target + "/test-classes", target + "/classes", libraries, launcher));
    return String.join(File.pathSeparator, path);
  }

  /** Runs tests in a process of their own; returns a line for each that came to its end. */
  private List<String> run(String module, Path changed, List<String> tests) throws Exception {
    Path runner = Files.createDirectories(work.resolve("runner"));
    String path = classpath(module, changed);
    String source =
        root.resolve("runtime/rails/src/test/java/dev/callboard/rails/RunTests.java").toString();
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-proc:none", "-cp", path, "-d", runner.toString(), source);
    Path output = Files.createTempFile(work, "run", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                runner + File.pathSeparator + path,
                "-Dcallboard.root=" + root,
                "-XX:TieredStopAtLevel=1",
                "dev.callboard.rails.RunTests"));
    command.addAll(tests);
    Process process =
        new ProcessBuilder(command)
            .directory(root.resolve(module).toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Files.readAllLines(output).stream()
        .filter(line -> line.matches("(PASSED|FAILED|SKIPPED) \\S+#\\S+"))
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
