package dev.callboard.cli.plugins;

import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.ConfigFiles;
import dev.callboard.cli.Terminal;
import dev.callboard.config.ConfigLoader;
import dev.callboard.config.ConfigSources;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The work of {@code plugins trust}: edits the text of a configuration file, so that its comments
 * stay, and keeps the result only when it reads as the old configuration plus the key.
 */
final class KeyRegistration {
  private static final String KEYS = "plugins.signatures.trustedKeys";

  private final Terminal terminal;
  private final ConfigSources sources;

  KeyRegistration(Terminal terminal, List<Path> configs) {
    this.terminal = terminal;
    this.sources = ConfigFiles.sources(terminal, configs);
  }

  void add(Path keyFile, String id, String publisher, Instant expires) throws IOException {
    try {
      TrustedKey key =
          new TrustedKey(
              id, KeyPairFiles.readPublic(keyFile), publisher, Optional.ofNullable(expires));
      Config before = new ConfigLoader(sources).load().config();
      if (before.sections(KEYS).stream().anyMatch(has -> is(has, id))) {
        throw new CommandFailure("key '" + id + "' is trusted already");
      }
      Path file = target(before);
      String text = Files.exists(file) ? Files.readString(file) : "";
      write(file, TrustedKeysText.add(text, entry(key)), before, key);
      terminal.out().println("key '" + id + "' of " + publisher + " is trusted now, by " + file);
    } catch (PortalException | IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private static boolean is(Config key, String id) {
    return key.string("id").equals(Optional.of(id));
  }

  /** A list of a later file replaces one of an earlier file, so a list must not be split. */
  private Path target(Config config) {
    List<Path> files = sources.files().stream().map(ConfigSources.Layer::path).toList();
    for (int i = files.size() - 1; i >= 0 && config.has(KEYS); i--) {
      if (Files.exists(files.get(i)) && alone(files.get(i)).has(KEYS)) {
        return files.get(i);
      }
    }
    return last(files);
  }

  private Config alone(Path file) {
    return new ConfigLoader(ConfigSources.files(List.of(file), Map.of())).load().config();
  }

  private static Path last(List<Path> files) {
    Path last = files.get(files.size() - 1);
    boolean local = last.getFileName().toString().endsWith(".local.yaml");
    // Of the files of an installation, the one that is meant to be edited.
    return local ? last.resolveSibling("app-config.local.yaml") : last;
  }

  private static Map<String, String> entry(TrustedKey key) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("id", key.id());
    entry.put("publicKey", KeyPairFiles.encode(key.key()));
    entry.put("publisher", key.publisher());
    key.expires().ifPresent(time -> entry.put("expires", time.toString()));
    return entry;
  }

  private void write(Path file, String text, Config before, TrustedKey key) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(draft, text);
    try {
      check(file, draft, before, key);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void check(Path file, Path draft, Config before, TrustedKey key) {
    List<ConfigSources.Layer> layers = new ArrayList<>();
    sources
        .files()
        .forEach(
            layer ->
                layers.add(
                    layer.path().equals(file) ? new ConfigSources.Layer(draft, true) : layer));
    Config after;
    try {
      after =
          new ConfigLoader(new ConfigSources(layers, sources.environment(), sources.port()))
              .load()
              .config();
    } catch (PortalException e) {
      throw unable(file, key, e);
    }
    int count = before.sections(KEYS).size() + 1;
    boolean added =
        after.sections(KEYS).size() == count && is(after.sections(KEYS).get(count - 1), key.id());
    boolean rest =
        before.keys().stream()
            .filter(name -> !name.equals("plugins"))
            .allMatch(name -> before.value(name).equals(after.value(name)));
    if (!added || !rest) {
      throw unable(file, key, null);
    }
  }

  private static CommandFailure unable(Path file, TrustedKey key, Exception cause) {
    return new CommandFailure(
        file
            + " is written in a way that this command cannot edit safely. Add to "
            + KEYS
            + ":\n"
            + TrustedKeysText.item("  ", entry(key)),
        cause);
  }
}
