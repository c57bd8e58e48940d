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

  private final Set<String> documented = documentedKeys();

  @Test
  void every_key_that_the_code_reads_is_in_the_reference() {
    Map<String, String> read = keysRead();
    assertFalse(read.isEmpty(), "no key found: the scan does not work any more");
    Findings findings = new Findings();
    read.forEach((key, by) -> findings.addIf(!isDocumented(key), key + " (read by " + by + ")"));
    findings.assertNone("docs/reference/configuration.md describes every key:");
  }

  @Test
  void every_key_in_the_shipped_files_is_in_the_reference() throws IOException {
    Findings findings = new Findings();
    try (Stream<Path> files = Files.list(Repository.root().resolve("config"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Load yaml = new Load(LoadSettings.builder().build());
        Set<String> keys = new TreeSet<>();
        collectLeaves("", yaml.loadFromString(Repository.read(file)), keys);
        for (String key : keys) {
          findings.addIf(!isDocumented(key), Repository.name(file) + ": " + key);
        }
      }
    }
    findings.assertNone("A key that no reference describes may be one that nobody reads:");
  }

  /** Itself, a pattern for it such as {@code a.<id>.b}, a part of it, or what it is a part of. */
  private boolean isDocumented(String key) {
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
