package dev.callboard.it.support;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The command line of the built product within this process, with a class path as its start script
 * makes it: for tests that call it so often that starting a process each time would be most of what
 * they do.
 */
public final class CommandLine implements AutoCloseable {
  private static final String PROGRAM = "dev.callboard.cli.";

  private final URLClassLoader product;

  /** How a command ended and what it wrote. */
  public record Outcome(int status, String output, String errors) {}

  /** Opens the jars of the distribution. */
  public CommandLine() throws IOException {
    List<URL> jars = new ArrayList<>();
    add(Product.home().resolve("lib"), jars);
    try (Stream<Path> levels = Files.list(Product.home().resolve("bundles"))) {
      for (Path level : levels.sorted().toList()) {
        add(level, jars);
      }
    }
    product = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static void add(Path folder, List<URL> jars) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(jar.toUri().toURL());
      }
    }
  }

  /** Runs a command; what it throws comes as it is. */
  public Outcome run(List<String> arguments) throws ReflectiveOperationException {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(product);
    try {
      Class<?> terminal = product.loadClass(PROGRAM + "Terminal");
      Object here =
          terminal
              .getConstructor(
                  PrintWriter.class, PrintWriter.class, Map.class, Path.class, Path.class)
              .newInstance(
                  new PrintWriter(output, true),
                  new PrintWriter(errors, true),
                  System.getenv(),
                  Product.home(),
                  Path.of("").toAbsolutePath());
      Class<?> program = product.loadClass(PROGRAM + "Callboard");
      Function<Map<String, String>, Integer> noServer =
          properties -> {
            throw new AssertionError("a test within this process starts no server");
          };
      Object callboard =
          program.getConstructor(terminal, Function.class).newInstance(here, noServer);
      Object status =
          program
              .getMethod("execute", String[].class)
              .invoke(callboard, (Object) arguments.toArray(String[]::new));
      return new Outcome((Integer) status, output.toString(), errors.toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    product.close();
  }
}
