package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the code reads, what the shipped files set and what the reference says are the same keys.
 */
class ConfigurationKeysTest {

  private static final String CONFIG = "dev/callboard/platform/config/Config";

  private static final Pattern KEY =
      Pattern.compile("`([a-z][\\w-]*(?:\\.(?:[\\w-]+|<[\\w-]+>|\\*)(?:\\[\\])?)+)`");

  @Test
  void every_key_that_the_code_reads_is_in_the_reference() {
    Map<String, String> read = keysRead();
    assertFalse(read.isEmpty(), "no key found: the scan does not work any more");
    Set<String> documented = documentedKeys();
    Findings findings = new Findings();
    read.forEach(
        (key, by) -> findings.addIf(!isDocumented(key, documented), key + " (read by " + by + ")"));
    findings.assertNone("docs/reference/configuration.md describes every key:");
  }

  @Test
  void every_key_in_the_shipped_files_is_in_the_reference() throws IOException {
    Set<String> documented = documentedKeys();
    Findings findings = new Findings();
    shippedKeys()
        .forEach((key, file) -> findings.addIf(!isDocumented(key, documented), file + ": " + key));
    findings.assertNone("docs/reference/configuration.md describes every key:");
  }

  /** Keys to the file that sets them. */
  private static Map<String, String> shippedKeys() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    try (Stream<Path> files = Files.list(Repository.root().resolve("config"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        Load yaml = new Load(LoadSettings.builder().build());
        Set<String> keys = new TreeSet<>();
        collectLeaves("", yaml.loadFromString(Repository.read(file)), keys);
        keys.forEach(key -> shipped.put(key, Repository.name(file)));
      }
    }
    assertFalse(shipped.isEmpty(), "no shipped configuration found");
    return shipped;
  }

  /** A key that is written one way and read another is a setting that does nothing. */
  @Test
  void the_code_reads_every_key_in_the_shipped_files() throws IOException {
    Set<String> constants = dottedConstants();
    Exceptions allowed = new Exceptions("unread-keys.tsv");
    Findings findings = new Findings();
    shippedKeys()
        .forEach(
            (key, file) ->
                findings.addIf(
                    !isRead(key, constants) && !allowed.allow(key, "unread"), file + ": " + key));
    allowed.reportUnused(findings);
    findings.assertNone("Nobody reads (unread-keys.tsv holds explained exceptions):");
  }

  private static boolean isRead(String key, Set<String> constants) {
    for (String part = key; part.contains("."); part = part.substring(0, part.lastIndexOf('.'))) {
      if (constants.contains(part) || constants.contains(part + ".")) {
        return true;
      }
    }
    return constants.stream().anyMatch(constant -> constant.startsWith(key + "."));
  }

  /** Texts in the code that look like a key or the beginning of one. */
  private static Set<String> dottedConstants() {
    Set<String> constants = new TreeSet<>();
    for (BuiltJar jar : BuiltJar.product()) {
      for (ClassNode type : jar.ownClasses()) {
        for (MethodNode method : type.methods) {
          for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LdcInsnNode constant
                && constant.cst instanceof String text
                && text.matches("[a-z][\\w-]*(\\.[\\w-]+)+\\.?")) {
              constants.add(text);
            }
          }
        }
      }
    }
    return constants;
  }

  /** Itself, a pattern for it such as {@code a.<id>.b}, a part of it, or what it is a part of. */
  private static boolean isDocumented(String key, Set<String> documented) {
    for (String entry : documented) {
      String pattern =
          Stream.of(entry.split("\\.", -1))
              .map(part -> part.replace("[]", ""))
              .map(part -> part.matches("<.*>|\\*") ? "[^.]+" : Pattern.quote(part))
              .reduce((a, b) -> a + "\\." + b)
              .orElseThrow();
      if (key.matches(pattern + "(\\..*)?") || entry.startsWith(key + ".")) {
        return true;
      }
    }
    return false;
  }

  /** Keys given as constants to the configuration, below the sections that are known by name. */
  private static Map<String, String> keysRead() {
    Map<String, String> keys = new TreeMap<>();
    for (BuiltJar bundle : BuiltJar.bundles()) {
      for (ClassNode type : bundle.ownClasses()) {
        for (MethodNode method : type.methods) {
          for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                && call.owner.equals(CONFIG)
                && call.getPrevious() instanceof LdcInsnNode constant
                && constant.cst instanceof String key
                && key.contains(".")) {
              keys.put(key, type.name.substring(type.name.lastIndexOf('/') + 1));
            }
          }
        }
      }
    }
    return keys;
  }

  private static void collectLeaves(String path, Object node, Set<String> keys) {
    if (node instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((k, v) -> collectLeaves(path.isEmpty() ? "" + k : path + "." + k, v, keys));
      return;
    }
    if (!path.isEmpty() && !path.matches(".*\\$(file|env|include)$")) {
      keys.add(path);
    }
  }

  private static Set<String> documentedKeys() {
    Path reference = Repository.root().resolve("docs/reference/configuration.md");
    Set<String> keys = new TreeSet<>();
    for (String line : List.of(Repository.read(reference).split("\n"))) {
      Matcher key = KEY.matcher(line);
      while (key.find()) {
        keys.add(key.group(1));
      }
    }
    return keys;
  }
}
