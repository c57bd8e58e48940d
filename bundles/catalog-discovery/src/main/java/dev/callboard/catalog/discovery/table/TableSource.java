package dev.callboard.catalog.discovery.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Entities;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The rows of a JSON, YAML or CSV document, each of which is an entity. */
public final class TableSource implements Source {
  private static final int ALIASES = 50;
  private static final int CHARACTERS = 64 << 20;

  private final TableSettings settings;
  private final HostAccess access;
  private final ObjectMapper json = new ObjectMapper();

  /** Takes what is configured, and how hosts are reached. */
  public TableSource(TableSettings settings, HostAccess access) {
    this.settings = settings;
    this.access = access;
  }

  @Override
  public String name() {
    return "table:" + settings.id();
  }

  @Override
  public String fingerprint() {
    return settings.url() + " " + settings.format() + " " + settings.items();
  }

  @Override
  public Page page(String place) {
    String text = text(settings.url().toString());
    List<Object> rows = rows(text);
    List<Entity> entities = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (isWanted(rows.get(i))) {
        entities.add(entity(rows.get(i), i + 1));
      }
    }
    return new Page(entities, Optional.empty());
  }

  private String text(String shown) {
    String origin = HostSettings.origin(settings.url());
    HostProfile profile =
        HostProfile.of("table", HostSettings.authority(settings.url()), Set.of(origin));
    HostRequest request = HostRequest.get(settings.url(), shown);
    for (Map.Entry<String, String> header : settings.headers().entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    byte[] bytes = access.client(profile).send(request).bytes();
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw wrong("is not UTF-8");
    }
  }

  private List<Object> rows(String text) {
    if (settings.format().equals("csv")) {
      try {
        return CsvRows.read(text, settings.separator());
      } catch (PortalException e) {
        throw wrong("is no CSV: " + e.getMessage());
      }
    }
    Object document = settings.format().equals("json") ? json(text) : yaml(text);
    Object items =
        settings.items().isEmpty() ? document : Values.at(document, settings.items().split("\\."));
    if (!(items instanceof List<?>)) {
      throw wrong(
          settings.items().isEmpty()
              ? "is no list; name where the list is with 'items'"
              : "has no list at '" + settings.items() + "'");
    }
    return Values.list(items);
  }

  private Object json(String text) {
    try {
      return json.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw wrong("is no JSON");
    }
  }

  private Object yaml(String text) {
    try {
      LoadSettings limits =
          LoadSettings.builder()
              .setAllowDuplicateKeys(false)
              .setMaxAliasesForCollections(ALIASES)
              .setCodePointLimit(CHARACTERS)
              .build();
      return new Load(limits).loadFromString(text);
    } catch (YamlEngineException e) {
      throw wrong("is no YAML");
    }
  }

  private boolean isWanted(Object row) {
    return settings.where().entrySet().stream()
        .allMatch(
            each ->
                Objects.equals(
                    String.valueOf(Values.at(row, each.getKey().split("\\."))), each.getValue()));
  }

  /** A row that is wrong fails the whole run: what it stood for before must not be removed. */
  private Entity entity(Object row, int number) {
    Map<String, Object> made = settings.entity().object(row);
    String name = Values.text(made, "metadata", "name").orElse("");
    if (!name.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")) {
      throw wrong(
          "gives no name for an entity in row "
              + number
              + "; try '{{ column | slug }}', or leave"
              + " such rows out with 'where'");
    }
    if (Values.text(made, "kind").isEmpty() || Values.text(made, "apiVersion").isEmpty()) {
      throw wrong("gives neither kind nor apiVersion in row " + number);
    }
    return Entities.from(Entity.of(made), settings.url().toString());
  }

  private PortalException wrong(String what) {
    return PortalException.input(
        "What catalog.providers.table." + settings.id() + " reads " + what);
  }
}
