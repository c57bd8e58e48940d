package dev.callboard.scaffolder.provenance;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Names the content of templates: the digest of the steps and of the files that they fetch. A URL
 * with an expression in it stands for all files beside the template. What cannot be read counts as
 * empty, so that a version can be told in any case.
 */
@Component(service = TemplateVersions.class)
public final class TemplateVersions {
  private static final long MAX_FILES = 20_000;

  private final UrlReader reader;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public TemplateVersions(@Reference UrlReader reader, @Reference ConfigService config) {
    this.reader = requireNonNull(reader, "reader is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Returns the version of a template: {@code sha256:} and 64 hexadecimal digits. Blocks for as
   * long as the hosts of its files take.
   *
   * @param template the entity
   * @param baseUrl where its file is, or empty
   */
  public String of(Entity template, Optional<String> baseUrl) {
    Object steps = template.spec().get("steps");
    Map<String, Object> parts = new TreeMap<>();
    parts.put("steps", steps == null ? List.of() : steps);
    for (String url : urls(steps)) {
      parts.put("files:" + url, files(url, baseUrl));
    }
    return "sha256:" + JsonText.digest(parts);
  }

  private static TreeSet<String> urls(Object steps) {
    TreeSet<String> urls = new TreeSet<>();
    if (steps instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> step
            && String.valueOf(step.get("action")).startsWith("fetch:")
            && step.get("input") instanceof Map<?, ?> input
            && input.get("url") instanceof String url) {
          urls.add(url.contains("${{") ? "./" : url);
        }
      }
    }
    return urls;
  }

  private Map<String, Object> files(String url, Optional<String> baseUrl) {
    try {
      if (url.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
        return remote(url);
      }
      if (baseUrl.isEmpty()) {
        return Map.of();
      }
      if (baseUrl.get().startsWith("file:")) {
        Path base = Path.of(URI.create(baseUrl.get().replace(" ", "%20")).getPath()).getParent();
        Path at = base.resolve(url).normalize();
        return at.startsWith(base) ? digests(at) : Map.of();
      }
      return remote(reader.resolve(url, baseUrl.get()));
    } catch (PortalException | IOException e) {
      return Map.of();
    }
  }

  private Map<String, Object> remote(String url) throws IOException {
    try (SourceTree tree = reader.readTree(url, ReadOptions.none())) {
      return digests(tree.directory().orElseThrow());
    } catch (PortalException e) {
      // A step may name a single file.
      byte[] bytes = reader.read(url, ReadOptions.none()).bytes().orElseThrow();
      return Map.of("", Digests.sha256(bytes));
    }
  }

  private Map<String, Object> digests(Path at) throws IOException {
    Map<String, Object> digests = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(at)) {
      // No step could fetch more than this.
      long most = config.current().number("scaffolder.workspace.maxFiles").orElse(MAX_FILES);
      for (Path path : paths.limit(most).sorted().toList()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          String name = at.relativize(path).toString().replace('\\', '/');
          String mode = Files.isExecutable(path) ? "x" : "";
          digests.put(name, mode + Digests.sha256(Files.readAllBytes(path)));
        }
      }
    }
    return digests;
  }
}
