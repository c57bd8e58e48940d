package dev.callboard.catalog.yaml;

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
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds JSON values from the events of one document, with limits checked as they are built. The
 * recursion is as deep as the limit at the most.
 */
final class Composer {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  /** A third of the time goes into positions, which only errors need. */
  private static final LoadSettings WITHOUT_POSITIONS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(false).build();

  private static final String CORE = "tag:yaml.org,2002:";
  private static final int MAX_TABS = 32;

  /**
   * What an anchor stands for.
   *
   * @param value the value
   * @param nodes how many values it is, expanded
   */
  private record Anchored(Object value, int nodes) {}

  private final ParserImpl parser;
  private final YamlLimits limits;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int aliases;
  private YamlException badKey;

  private Composer(String text, YamlLimits limits, LoadSettings settings) {
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    this.limits = limits;
  }

  /** Returns the value of the document, null when it has none. */
  static Object compose(String text, YamlLimits limits) throws YamlException {
    try {
      return new Composer(text, limits, WITHOUT_POSITIONS).document();
    } catch (YamlException | YamlEngineException e) {
      return compose(text, limits, MAX_TABS);
    }
  }

  private static Object compose(String text, YamlLimits limits, int tabs) throws YamlException {
    try {
      return new Composer(text, limits, SETTINGS).document();
    } catch (MarkedYamlEngineException e) {
      Optional<String> repaired = TrailingTabs.remove(text, e);
      if (repaired.isPresent() && tabs > 0) {
        return compose(repaired.get(), limits, tabs - 1);
      }
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw new YamlException(
          context + e.getProblem(),
          mark.map(m -> m.getLine() + 1).orElse(1),
          mark.map(m -> m.getColumn() + 1).orElse(1),
          false);
    } catch (YamlEngineException e) {
      throw Locator.unreadable(text, e);
    }
  }

  private Object document() throws YamlException {
    parser.next();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    parser.next();
    Object value = node(parser.next(), 1);
    parser.next();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw at(parser.peekEvent(), "expected the end of the document", false);
    }
    if (badKey != null) {
      throw badKey;
    }
    return value;
  }

  private Object node(Event event, int depth) throws YamlException {
    count(event, 1);
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    int before = nodes;
    Object value =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth);
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), new Anchored(value, nodes - before));
    }
    return value;
  }

  private Object alias(AliasEvent event) throws YamlException {
    Anchored anchored = anchors.get(event.getAlias());
    if (anchored == null) {
      throw at(
          event,
          "alias *" + event.getAlias() + " has no anchor before it, or stands inside it",
          false);
    }
    if (anchored.value instanceof Map || anchored.value instanceof List) {
      if (++aliases > limits.collectionAliases()) {
        throw at(
            event, "more than " + limits.collectionAliases() + " aliases of collections", false);
      }
    }
    count(event, anchored.nodes);
    return anchored.value;
  }

  private Object collection(CollectionStartEvent event, int depth) throws YamlException {
    if (depth > limits.depth()) {
      throw at(event, "collections nest deeper than " + limits.depth(), false);
    }
    // an anchor must not be seen from inside its own value
    event.getAnchor().ifPresent(anchors::remove);
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    requireTag(event, event.getTag(), mapping ? "map" : "seq");
    return mapping ? mapping(depth) : sequence(depth);
  }

  private List<Object> sequence(int depth) throws YamlException {
    List<Object> list = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      list.add(node(parser.next(), depth + 1));
    }
    parser.next();
    return list;
  }

  private Map<String, Object> mapping(int depth) throws YamlException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event keyEvent = parser.next();
      Object key = node(keyEvent, depth + 1);
      Object value = node(parser.next(), depth + 1);
      String text = key instanceof String name ? name : expression(key);
      if (text == null) {
        // the rest is still read: a syntax error further on weighs more
        badKey =
            badKey == null ? at(keyEvent, "a key must be a text, " + shown(key), true) : badKey;
        continue;
      }
      if (map.containsKey(text)) {
        throw at(keyEvent, "key \"" + abbreviate(text) + "\" appears twice", false);
      }
      map.put(text, value);
    }
    parser.next();
    return map;
  }

  /**
   * Templates hold expressions without quotes, {@code {{ name }}}, which YAML reads as an object
   * whose key is an object. The reference makes the key a text, and so do we, of this form only.
   */
  private static String expression(Object key) {
    if (key instanceof Map<?, ?> map && map.size() == 1 && map.values().iterator().next() == null) {
      return "{ " + map.keySet().iterator().next() + " }";
    }
    return null;
  }

  private Object scalar(ScalarEvent event) throws YamlException {
    String text = event.getValue();
    requireStorable(event, text);
    Optional<String> tag = event.getTag();
    try {
      if (tag.isEmpty()) {
        return event.isPlain() ? Scalars.plain(text) : text;
      }
      return switch (tag.get()) {
        case "!", CORE + "str" -> text;
        case CORE + "null" -> typed(event, Scalars.word(text.isEmpty() ? "~" : text), null);
        case CORE + "bool" -> typed(event, Scalars.word(text), Boolean.class);
        case CORE + "int", CORE + "float" -> typed(event, Scalars.number(text), Number.class);
        default -> throw unknownTag(event, tag.get());
      };
    } catch (IllegalArgumentException e) {
      throw at(event, e.getMessage(), true);
    }
  }

  private static Object typed(ScalarEvent event, Object value, Class<?> type) throws YamlException {
    if (type == null ? value != null : !type.isInstance(value)) {
      throw at(event, "the value does not fit its tag " + event.getTag().orElse(""), false);
    }
    return value;
  }

  /**
   * Control characters and halves of surrogate pairs, which only escapes can bring, are refused.
   */
  private static void requireStorable(Event event, String text) throws YamlException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control =
          (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0 && c != 0x85);
      if (control || c == 0xFFFE || c == 0xFFFF) {
        throw at(event, String.format("character U+%04X is not allowed", (int) c), true);
      }
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (!Character.isHighSurrogate(c)
          || i + 1 == text.length()
          || !Character.isLowSurrogate(text.charAt(i + 1))) {
        throw at(event, String.format("half of a surrogate pair, U+%04X", (int) c), true);
      }
      i++;
    }
  }

  private static void requireTag(Event event, Optional<String> tag, String name)
      throws YamlException {
    if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(CORE + name)) {
      throw unknownTag(event, tag.get());
    }
  }

  private static YamlException unknownTag(Event event, String tag) {
    return at(event, "tag " + abbreviate(tag) + " is not allowed in entity files", false);
  }

  private void count(Event event, int more) throws YamlException {
    nodes += more;
    if (nodes > limits.nodes()) {
      throw at(event, "document has more than " + limits.nodes() + " values", false);
    }
  }

  private static String shown(Object key) {
    if (key instanceof Map || key instanceof List) {
      return "this one is a collection";
    }
    return "put quotes around " + key;
  }

  static String abbreviate(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static YamlException at(Event event, String message, boolean wellFormed) {
    Optional<Mark> mark = event.getStartMark();
    return new YamlException(
        message,
        mark.map(m -> m.getLine() + 1).orElse(1),
        mark.map(m -> m.getColumn() + 1).orElse(1),
        wellFormed);
  }
}
