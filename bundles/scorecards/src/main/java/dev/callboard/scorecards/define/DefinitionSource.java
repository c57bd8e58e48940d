package dev.callboard.scorecards.define;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks and scorecards in force: those that are shipped, then those of files, then those of
 * the configuration. Read again when the configuration or a file has changed. Thread-safe; blocks
 * for as long as files take.
 */
@Component(service = DefinitionSource.class)
public final class DefinitionSource {
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionSource.class);
  private static final String PACK = "/scorecards/callboard-pack.yaml";
  private static final String KEY = "scorecards";

  private final ConfigService config;
  private final Path home;
  private String stamp = "";
  private Definitions known;

  /** Called by Declarative Services. */
  @Activate
  public DefinitionSource(@Reference ConfigService config, BundleContext context) {
    this(config, Path.of(String.valueOf(context.getProperty("callboard.home"))));
  }

  /**
   * Makes a source.
   *
   * @param home what relative names of files start from when the working directory has no such
   */
  public DefinitionSource(ConfigService config, Path home) {
    this.config = requireNonNull(config, "config is null");
    this.home = requireNonNull(home, "home is null");
  }

  /** Returns what is in force now. */
  public synchronized Definitions current() {
    Config now = config.current();
    List<String> files = now.strings(KEY + ".files");
    String found = System.identityHashCode(now) + stamps(files);
    if (known == null || !found.equals(stamp)) {
      Definitions before = known;
      known = read(now, files);
      stamp = found;
      if (before == null || !before.problems().equals(known.problems())) {
        known.problems().forEach(each -> LOG.error("A scorecard or check is left out: {}", each));
      }
    }
    return known;
  }

  private Path path(String name) {
    Path path = Path.of(name);
    return path.isAbsolute() || Files.exists(path) ? path : home.resolve(path);
  }

  private String stamps(List<String> files) {
    StringBuilder all = new StringBuilder();
    for (String file : files) {
      try {
        Path path = path(file);
        all.append('|').append(Files.getLastModifiedTime(path)).append(Files.size(path));
      } catch (IOException | InvalidPathException e) {
        all.append("|-");
      }
    }
    return all.toString();
  }

  private Definitions read(Config now, List<String> files) {
    DefinitionReader reader =
        new DefinitionReader(now.number(KEY + ".limits.checks").orElse(500L).intValue());
    if (now.bool(KEY + ".pack").orElse(true)) {
      add(reader, "callboard-pack.yaml", pack());
    }
    long most = now.bytes(KEY + ".limits.fileSize").orElse(1L << 20);
    for (String file : files) {
      file(reader, file, most);
    }
    Map<String, Object> inline = new java.util.LinkedHashMap<>();
    now.value(KEY + ".checks").ifPresent(value -> inline.put("checks", value));
    now.value(KEY + ".scorecards").ifPresent(value -> inline.put("scorecards", value));
    if (!inline.isEmpty()) {
      reader.add(Node.of(KEY, inline));
    }
    return reader.finish(DefinitionSource::digest);
  }

  private void file(DefinitionReader reader, String file, long most) {
    try {
      Path path = path(file);
      long size = Files.size(path);
      if (size > most) {
        throw new DefinitionException(
            new Place(file, 0, 0),
            "the file has " + size + " bytes, more than " + most + " (scorecards.limits.fileSize)");
      }
      add(reader, file, Files.readAllBytes(path));
    } catch (IOException | InvalidPathException e) {
      reader.problem(new Problem(new Place(file, 0, 0), "", "the file cannot be read"));
    } catch (DefinitionException e) {
      reader.problem(new Problem(e.place(), "", e.getMessage()));
    }
  }

  private static void add(DefinitionReader reader, String file, byte[] bytes) {
    YamlNodes.read(file, bytes).ifPresent(reader::add);
  }

  private static byte[] pack() {
    try (InputStream in = DefinitionSource.class.getResourceAsStream(PACK)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle has its pack", e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
