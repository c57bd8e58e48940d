package dev.callboard.docs.site;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads {@code mkdocs.yml} into maps, lists and texts. A value with a tag, such as {@code
 * !!python/name} or {@code !ENV}, is left out with a warning: nothing is ever made of a tag. For
 * one file.
 */
final class SiteYaml {
  static final int SIZE = 1 << 20;
  static final int DEPTH = 40;
  static final int NODES = 50_000;

  private static final String CORE = "tag:yaml.org,2002:";
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(SIZE).build();

  private final ParserImpl parser;
  private final List<String> warnings;
  private final Map<Anchor, Object> anchors = new HashMap<>();
  private int nodes;

  private SiteYaml(String text, List<String> warnings) {
    this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    this.warnings = warnings;
  }

  /** Returns the object that a file holds; a file without one is an empty object. */
  static Map<String, Object> read(String name, String text, List<String> warnings) {
    if (text.length() > SIZE) {
      throw PortalException.input(name + " is larger than " + SIZE + " characters");
    }
    try {
      Object value = new SiteYaml(text, warnings).document();
      return value == null ? Map.of() : object(name, value);
    } catch (YamlEngineException e) {
      throw PortalException.input(name + " is not valid YAML: " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String name, Object value) {
    if (value instanceof Map<?, ?>) {
      return (Map<String, Object>) value;
    }
    throw PortalException.input(name + " must hold an object with keys such as site_name");
  }

  private Object document() {
    parser.next();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    parser.next();
    return node(parser.next(), 1);
  }

  private Object node(Event event, int depth) {
    if (++nodes > NODES || depth > DEPTH) {
      throw PortalException.input(
          "mkdocs.yml has more than " + NODES + " values, or they nest deeper than " + DEPTH);
    }
    if (event instanceof AliasEvent alias) {
      return copied(anchors.get(alias.getAlias()));
    }
    Object value =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth);
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
    return value;
  }

  /** What an alias repeats counts each time. */
  private Object copied(Object value) {
    nodes += size(value);
    return value;
  }

  private static int size(Object value) {
    if (value instanceof Map<?, ?> map) {
      return 1 + map.values().stream().mapToInt(SiteYaml::size).sum();
    }
    return value instanceof List<?> list ? 1 + list.stream().mapToInt(SiteYaml::size).sum() : 1;
  }

  private Object scalar(ScalarEvent event) {
    String tag = event.getTag().orElse("");
    if (tag.equals("!include")) {
      return "!include " + event.getValue();
    }
    if (!tag.isEmpty() && !tag.equals("!") && !tag.startsWith(CORE)
        || tag.startsWith(CORE + "python")) {
      return refused(tag);
    }
    String text = event.getValue();
    boolean empty = event.isPlain() && (text.isEmpty() || text.equals("null") || text.equals("~"));
    return empty ? null : text;
  }

  private Object refused(String tag) {
    warnings.add("A value with the tag " + shown(tag) + " in mkdocs.yml is left out");
    return null;
  }

  static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}]", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  private Object collection(CollectionStartEvent event, int depth) {
    Optional<String> tag = event.getTag();
    boolean known =
        tag.isEmpty()
            || tag.get().equals("!")
            || tag.get().equals(CORE + "map")
            || tag.get().equals(CORE + "seq");
    Object value = event.getEventId() == Event.ID.MappingStart ? mapping(depth) : sequence(depth);
    return known ? value : refused(tag.get());
  }

  private List<Object> sequence(int depth) {
    List<Object> list = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      list.add(node(parser.next(), depth + 1));
    }
    parser.next();
    return list;
  }

  private Map<String, Object> mapping(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Object key = node(parser.next(), depth + 1);
      Object value = node(parser.next(), depth + 1);
      if (key instanceof String text) {
        map.put(text, value);
      }
    }
    parser.next();
    return map;
  }
}
