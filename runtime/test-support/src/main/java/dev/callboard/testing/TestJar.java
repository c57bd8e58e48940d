package dev.callboard.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds plugin jars, with classes compiled from source. */
public final class TestJar {
  private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private TestJar() {}

  /** Returns a well-formed plugin without code. */
  public static TestJar plugin(String id, String version) {
    return new TestJar()
        .header("Manifest-Version", "1.0")
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "com.acme." + id)
        .header("Bundle-Version", version)
        .header("Provide-Capability", "dev.callboard.plugin;id=\"" + id + "\"");
  }

  /** Sets a header; null removes it. */
  public TestJar header(String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  /** Adds an entry. */
  public TestJar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** Compiles a class and adds it, with its inner classes. */
  public TestJar source(String className, String source) {
    return source(className, source, Map.of());
  }

  /**
   * Compiles a class and adds it, with its inner classes.
   *
   * @param others sources by class name, which it uses and which the jar does not get
   */
  public TestJar source(String className, String source, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(others);
    all.put(className, source);
    String path = className.replace('.', '/');
    compile(all)
        .forEach(
            (name, bytes) -> {
              if (name.equals(path + ".class") || name.startsWith(path + "$")) {
                entries.put(name, bytes);
              }
            });
    return this;
  }

  /**
   * Adds an activator {@code acme.Activator} with these bodies for start and stop; {@code context}
   * is the bundle context.
   */
  public TestJar activator(String start, String stop) {
    return activator(start, stop, "");
  }

  /** As {@link #activator(String, String)}, with members. */
  public TestJar activator(String start, String stop, String members) {
    String source =
        "package acme; import org.osgi.framework.*; import java.util.*;"
            + " public class Activator implements BundleActivator { "
            + members
            + " public void start(BundleContext context) throws Exception { "
            + start
            + " } public void stop(BundleContext context) throws Exception { "
            + stop
            + " } }";
    headers.put("Bundle-Activator", "acme.Activator");
    headers.putIfAbsent("Import-Package", "org.osgi.framework");
    return source("acme.Activator", source);
  }

  /** Returns the jar. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      put(zip, "META-INF/MANIFEST.MF", manifest());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes the jar beside its place and moves it there in one step. */
  public Path moveTo(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(temporary, bytes());
    return Files.move(
        temporary,
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private byte[] manifest() {
    StringBuilder text = new StringBuilder();
    headers.forEach((name, value) -> text.append(wrapped(name + ": " + value)));
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String wrapped(String line) {
    StringBuilder text = new StringBuilder(line.length() + line.length() / 32);
    for (int at = 0; at < line.length(); at += 69) {
      text.append(at == 0 ? "" : " ").append(line, at, Math.min(at + 69, line.length()));
      text.append("\r\n");
    }
    return text.toString();
  }

  private static Map<String, byte[]> compile(Map<String, String> sources) {
    return COMPILED.computeIfAbsent(sources.toString(), text -> compileNow(sources));
  }

  private static Map<String, byte[]> compileNow(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (Output output =
        new Output(
            compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8))) {
      List<String> options =
          List.of(
              "-proc:none",
              "--release",
              "17",
              "-classpath",
              System.getProperty(
                  "surefire.test.class.path", System.getProperty("java.class.path")));
      List<Source> files =
          sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
      boolean done = compiler.getTask(null, output, problems, options, null, files).call();
      if (!done) {
        throw new IllegalArgumentException(problems.getDiagnostics().toString());
      }
      Map<String, byte[]> classes = new LinkedHashMap<>();
      output.files.forEach(
          (name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

    Output(StandardJavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      files.put(className, bytes);
      URI uri = URI.create("mem:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public java.io.OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
