package dev.callboard.scaffolder.publish;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the input of a step by name. A value that is {@code null} counts as missing; one of another
 * type is a {@link PortalException} with code {@code INPUT} that names it and not its value.
 */
public final class ActionInput {
  private final String prefix;
  private final Map<String, Object> values;

  private ActionInput(String prefix, Map<String, Object> values) {
    this.prefix = prefix;
    this.values = values;
  }

  /** Returns a reader of JSON values, not null. */
  public static ActionInput of(Map<String, Object> values) {
    return new ActionInput("", requireNonNull(values, "values is null"));
  }

  /** Returns whether there is a value. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** Returns a value as it is, or empty. */
  public Optional<Object> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns a text, or empty. */
  public Optional<String> text(String name) {
    return value(name)
        .map(value -> value instanceof String text ? text : this.<String>wrong(name, "a text"));
  }

  /** Returns a text that has to be there. */
  public String require(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /** Returns a number as text, or a text, or empty: ids come as both. */
  public Optional<String> id(String name) {
    return value(name)
        .map(
            value ->
                value instanceof Number
                    ? whole(name, value).toPlainString()
                    : value instanceof String text
                        ? text
                        : this.<String>wrong(name, "a number or a text"));
  }

  /** Returns an id that has to be there. */
  public String requireId(String name) {
    return id(name).orElseThrow(() -> missing(name));
  }

  /** Returns a truth value, or empty. */
  public Optional<Boolean> bool(String name) {
    return value(name)
        .map(
            value ->
                value instanceof Boolean yes ? yes : this.<Boolean>wrong(name, "true or false"));
  }

  /** Returns a truth value, or what counts without one. */
  public boolean bool(String name, boolean preset) {
    return bool(name).orElse(preset);
  }

  /** Returns a whole number, or empty. */
  public Optional<Long> integer(String name) {
    return value(name).map(value -> whole(name, value).longValueExact());
  }

  private BigDecimal whole(String name, Object value) {
    try {
      BigDecimal number = new BigDecimal(value instanceof Number ? value.toString() : "-");
      return BigDecimal.valueOf(number.longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return wrong(name, "a whole number");
    }
  }

  /** Returns the texts of a list; none when it is missing. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      texts.add(item instanceof String text ? text : this.<String>wrong(name, "a list of texts"));
    }
    return List.copyOf(texts);
  }

  /** Returns the values of a list; none when it is missing. */
  public List<?> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : this.<List<?>>wrong(name, "a list");
  }

  /** Returns the objects of a list; none when it is missing. */
  public List<ActionInput> objects(String name) {
    List<ActionInput> objects = new ArrayList<>();
    for (Object item : list(name)) {
      String inner = prefix + name + "[" + objects.size() + "].";
      objects.add(new ActionInput(inner, map(name, item, "a list of objects")));
    }
    return List.copyOf(objects);
  }

  /** Returns an object, or empty. */
  public Optional<ActionInput> object(String name) {
    return value(name)
        .map(value -> new ActionInput(prefix + name + ".", map(name, value, "an object")));
  }

  /** Returns the values of an object by their names; none when it is missing. */
  public Map<String, Object> map(String name) {
    return value(name).map(value -> map(name, value, "an object")).orElse(Map.of());
  }

  /** Returns the names and values of this input. */
  public Map<String, Object> values() {
    return values;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map(String name, Object value, String right) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : wrong(name, right);
  }

  private PortalException missing(String name) {
    return PortalException.input("Input '" + prefix + name + "' is missing");
  }

  private <T> T wrong(String name, String right) {
    throw PortalException.input("Input '" + prefix + name + "' must be " + right);
  }
}
