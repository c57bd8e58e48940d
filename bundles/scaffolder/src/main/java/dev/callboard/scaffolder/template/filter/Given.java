package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.SafeText;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a filter, with the conversions that filters make.
 *
 * @param values the arguments, the filtered value first
 * @param meter counts what the filter uses
 */
record Given(Object[] values, Meter meter) {

  Object get(int index) {
    return Callable.argument(values, index);
  }

  boolean isTrue(int index) {
    return Values.truthy(get(index));
  }

  /** An argument as a number, or another when it counts as false. */
  double number(int index, double otherwise) {
    return isTrue(index) ? Values.number(get(index), meter) : otherwise;
  }

  /** The filtered value as a text. */
  String text() {
    return text(get(0));
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof SafeText safe) {
      return safe.text();
    }
    throw new ScriptError("a text is expected, not " + described(value));
  }

  /** The filtered value; an empty text for null, undefined and false. */
  Object normal() {
    Object value = get(0);
    return Undefined.orNull(value) || value == Boolean.FALSE ? "" : value;
  }

  /** The filtered value as a text; null, undefined and false are empty. */
  String normalText() {
    return text(normal());
  }

  /** The filtered value as a list. */
  List<?> list() {
    if (get(0) instanceof List<?> list) {
      return list;
    }
    throw new ScriptError("a list is expected, not " + described(get(0)));
  }

  /** What can be counted and indexed: a list, the characters of a text; nothing of other values. */
  List<?> items() {
    Object value = get(0);
    if (Undefined.orNull(value)) {
      throw new ScriptError("a list is expected, not " + described(value));
    }
    return value instanceof List<?> list ? list : characters(value);
  }

  /** As {@link #items}, but nothing of null and undefined, too. */
  List<?> itemsOrNone() {
    return Undefined.orNull(get(0)) ? List.of() : items();
  }

  private List<Object> characters(Object value) {
    List<Object> characters = new ArrayList<>();
    if (value instanceof String || value instanceof SafeText) {
      String text = value.toString();
      meter.chargeList(text.length());
      for (int i = 0; i < text.length(); i++) {
        characters.add(text.substring(i, i + 1));
      }
    }
    return characters;
  }

  /** A member of a value, which must not be null or undefined. */
  Object member(Object value, Object name) {
    if (Undefined.orNull(value)) {
      throw new ScriptError("an element is " + described(value));
    }
    meter.charge();
    return Members.get(value, name, meter);
  }

  String checked(String text) {
    meter.chargeText(text.length());
    return text;
  }

  static String described(Object value) {
    if (value == null || value == Undefined.UNDEFINED) {
      return value == null ? "null" : "undefined";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof Map ? "an object" : "a " + Values.type(value);
  }
}
