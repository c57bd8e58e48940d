package dev.callboard.plugins.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Keeps the {@link InstalledSet} in one file that is replaced in one step: after a crash it holds
 * the set before or after the change. It is a file and not a table so that plugins start while the
 * database is away, and because it has to fit the jars beside it. Thread-safe; {@link #update}
 * blocks until the disk has it.
 */
public final class StateJournal {
  private static final int FORMAT = 1;

  private final Path file;
  private final ObjectMapper json = new ObjectMapper();
  private InstalledSet current;

  private StateJournal(Path file) {
    this.file = file;
  }

  /**
   * Opens the journal.
   *
   * @param file its file; when it is not there nothing is installed
   * @throws IOException when it cannot be read: never taken for an empty one
   */
  public static StateJournal open(Path file) throws IOException {
    StateJournal journal = new StateJournal(file);
    journal.current = journal.read();
    return journal;
  }

  /** Returns what is installed now. */
  public synchronized InstalledSet current() {
    return current;
  }

  /**
   * Changes the set.
   *
   * @param change makes the new set of the present one
   * @throws IOException when it could not be written; then the set is as before
   */
  public synchronized void update(UnaryOperator<InstalledSet> change) throws IOException {
    InstalledSet next = change.apply(current);
    FailPoint.hit("journal.before");
    SafeFiles.replace(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(write(next)));
    current = next;
    FailPoint.hit("journal.after");
  }

  private InstalledSet read() throws IOException {
    if (!Files.exists(file)) {
      return InstalledSet.empty();
    }
    try {
      JsonNode root = json.readTree(Files.readAllBytes(file));
      if (root.path("format").asInt() != FORMAT) {
        throw new IOException(
            file.getFileName() + " has format " + root.path("format") + "; this version reads 1");
      }
      Map<String, InstalledPlugin> plugins = new TreeMap<>();
      root.path("plugins").properties().forEach(e -> plugins.put(e.getKey(), plugin(e)));
      Map<String, String> owners = new TreeMap<>();
      root.path("owners").properties().forEach(e -> owners.put(e.getKey(), e.getValue().asText()));
      Set<String> withdrawn = new TreeSet<>();
      root.path("withdrawn").forEach(id -> withdrawn.add(id.asText()));
      return new InstalledSet(plugins, owners, withdrawn);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(
          file
              + " is damaged. Restore it from a backup, or move it away: then nothing is installed"
              + " but what the drop folder has",
          e);
    }
  }

  private static InstalledPlugin plugin(Map.Entry<String, JsonNode> entry) {
    JsonNode node = entry.getValue();
    List<String> replaced = new ArrayList<>();
    node.path("replaced").forEach(digest -> replaced.add(digest.asText()));
    return new InstalledPlugin(
        entry.getKey(),
        text(node, "version"),
        text(node, "symbolicName"),
        text(node, "sha256"),
        text(node, "publisher"),
        node.hasNonNull("source") ? Optional.of(text(node, "source")) : Optional.empty(),
        node.path("stopped").asBoolean(),
        replaced,
        node.path("shipped").asBoolean());
  }

  private static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return node.path(name).asText();
  }

  private ObjectNode write(InstalledSet set) {
    ObjectNode root = json.createObjectNode().put("format", FORMAT);
    ObjectNode plugins = root.putObject("plugins");
    for (InstalledPlugin plugin : set.plugins()) {
      ObjectNode node = plugins.putObject(plugin.id());
      node.put("version", plugin.version())
          .put("symbolicName", plugin.symbolicName())
          .put("sha256", plugin.sha256())
          .put("publisher", plugin.publisher())
          .put("stopped", plugin.stopped());
      plugin.source().ifPresent(source -> node.put("source", source));
      plugin.replaced().forEach(node.withArray("replaced")::add);
      if (plugin.shipped()) {
        node.put("shipped", true);
      }
    }
    ObjectNode owners = root.putObject("owners");
    set.owners().forEach(owners::put);
    set.withdrawn().forEach(root.withArray("withdrawn")::add);
    return root;
  }
}
