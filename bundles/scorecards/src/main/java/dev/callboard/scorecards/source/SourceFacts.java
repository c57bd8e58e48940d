package dev.callboard.scorecards.source;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the repository of an entity: the address of the annotation {@code
 * backstage.io/source-location}, or where the entity was read from. Files of the entity's own
 * folder go before those at the root of the repository.
 */
@Component(service = {FactProvider.class, SourceFacts.class})
public final class SourceFacts implements FactProvider {
  /** Under which checks read what files tell. */
  public static final String ID = "source";

  private static final String SOURCE = "backstage.io/source-location";
  private static final String MANAGED_BY = "backstage.io/managed-by-location";
  private static final String URL = "url:";

  private final ConfigService config;
  private final UrlReader reader;
  private final RecentTrees trees;
  private volatile Instant pushed = Instant.EPOCH;

  /** Called by Declarative Services. */
  @Activate
  public SourceFacts(@Reference ConfigService config, @Reference UrlReader reader) {
    this.config = requireNonNull(config, "config is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.trees = new RecentTrees(reader);
  }

  /**
   * Tells that somebody has pushed somewhere: from now on what was read before counts as old, and
   * each host is asked again. Does not block.
   */
  public void pushed() {
    pushed = Instant.now();
  }

  @Deactivate
  void stop() {
    trees.close();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Duration keepFor() {
    return config.current().duration("scorecards.source.interval").orElse(Duration.ofDays(1));
  }

  @Override
  public Facts facts(Entity entity) {
    Optional<String> location = location(entity);
    if (location.isEmpty()) {
      return Facts.unknown("the entity names no repository (" + SOURCE + ": url:...)");
    }
    String url = location.get();
    try {
      return read(url).withEvidence(reader.viewUrl(url));
    } catch (PortalException e) {
      return Facts.unknown(e.getMessage()).withEvidence(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address of the folder of an entity, or empty. */
  Optional<String> location(Entity entity) {
    Optional<String> said = entity.annotation(SOURCE).filter(text -> text.startsWith(URL));
    if (said.isPresent()) {
      return said.map(text -> text.substring(URL.length()));
    }
    return entity
        .annotation(MANAGED_BY)
        .filter(text -> text.startsWith(URL))
        .map(text -> text.substring(URL.length()))
        .filter(reader::isSourceHost)
        .map(file -> reader.resolve("./", file));
  }

  private Facts read(String url) throws IOException {
    String root = reader.isSourceHost(url) ? reader.resolve("/", url) : url;
    String folder = reader.place(url).map(SourcePlace::path).orElse("");
    int most =
        config.current().bytes("scorecards.source.maxFileSize").orElse(256L << 10).intValue();
    return trees.read(root, pushed, tree -> of(tree, root, trimmed(folder), most));
  }

  private Facts of(SourceTree tree, String root, String folder, int most) throws IOException {
    if (tree.directory().isEmpty()) {
      return Facts.unknown("the repository gave no files");
    }
    FolderTree files =
        new FolderTree(
            tree.directory().get(),
            tree.files(),
            path -> reader.viewUrl(reader.resolve("/" + path, root)));
    Map<String, Object> values = new LinkedHashMap<>(SourceFeatures.of(files, folder, most));
    values.put("commit", tree.commit().orElse(null));
    return Facts.of(values);
  }

  private static String trimmed(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }
}
