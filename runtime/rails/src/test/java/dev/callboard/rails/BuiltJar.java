package dev.callboard.rails;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * The jar of one module of ours as it was built.
 *
 * @param module folder name, for example {@code catalog-api}
 * @param path the jar
 * @param manifest its manifest
 * @param classes all its classes, also those it took in from libraries
 */
record BuiltJar(String module, Path path, Manifest manifest, List<ClassNode> classes) {

  static final String OWN_PACKAGE = "dev/callboard/";

  /** All modules below {@code bundles} that have sources and were built. */
  static List<BuiltJar> bundles() {
    return Repository.modules("bundles").stream()
        .map(BuiltJar::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The bundles and the programs: all code that ends up in the distribution. */
  static List<BuiltJar> product() {
    List<BuiltJar> all = new ArrayList<>(bundles());
    for (String program : List.of("launcher", "cli", "diagrams")) {
      of(Repository.root().resolve("runtime").resolve(program)).ifPresent(all::add);
    }
    return all;
  }

  boolean isApi() {
    return module.endsWith("-api");
  }

  /** The classes of the project, without those taken in from libraries. */
  List<ClassNode> ownClasses() {
    return classes.stream().filter(c -> c.name.startsWith(OWN_PACKAGE)).toList();
  }

  Parameters header(String name) {
    return OSGiHeader.parseHeader(manifest.getMainAttributes().getValue(name));
  }

  String symbolicName() {
    return header("Bundle-SymbolicName").keySet().iterator().next();
  }

  private static Optional<BuiltJar> of(Path module) {
    if (!Files.isDirectory(module.resolve("src/main/java"))) {
      return Optional.empty();
    }
    Path jar = newestJar(module).orElse(null);
    if (jar == null) {
      return Optional.empty();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      List<ClassNode> classes = new ArrayList<>();
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          classes.add(read(file, entry));
        }
      }
      String name = module.getFileName().toString();
      return Optional.of(new BuiltJar(name, jar, file.getManifest(), List.copyOf(classes)));
    } catch (IOException e) {
      throw new UncheckedIOException(jar.toString(), e);
    }
  }

  private static ClassNode read(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, ClassReader.SKIP_FRAMES);
      return node;
    }
  }

  static Optional<Path> newestJar(Path module) {
    Path target = module.resolve("target");
    String wanted = module.getFileName() + "-\\d.*(?<!-sources|-javadoc|-tests)\\.jar";
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(f -> f.getFileName().toString().matches(wanted))
          .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
