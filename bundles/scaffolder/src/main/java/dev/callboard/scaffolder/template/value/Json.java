package dev.callboard.scaffolder.template.value;

import java.util.List;
import java.util.Map;

/** Writes values as {@code JSON.stringify} does. */
public final class Json {
  private static final int MAX_INDENT = 10;

  private final Meter meter;
  private final String indent;
  private final StringBuilder out = new StringBuilder();

  private Json(Meter meter, String indent) {
    this.meter = meter;
    this.indent = indent;
  }

  /** The text of a value, or undefined for what JSON cannot say. */
  public static Object write(Object value, Object indent, Meter meter) {
    if (!isWritable(value)) {
      return Undefined.UNDEFINED;
    }
    Json json = new Json(meter, indent(indent));
    json.value(value, "\n", 0);
    return json.out.toString();
  }

  private static String indent(Object indent) {
    if (indent instanceof Number number) {
      double count = Math.min(MAX_INDENT, Math.floor(number.doubleValue()));
      return count >= 1 ? " ".repeat((int) count) : "";
    }
    String text = indent instanceof String ? (String) indent : "";
    return text.substring(0, Math.min(MAX_INDENT, text.length()));
  }

  private static boolean isWritable(Object value) {
    return value != Undefined.UNDEFINED && !Values.isFunction(value);
  }

  private void value(Object value, String line, int depth) {
    meter.charge();
    meter.checkNesting(depth);
    if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Number number) {
      double it = number.doubleValue();
      boolean isFinite = !Double.isNaN(it) && !Double.isInfinite(it);
      out.append(isFinite ? Numbers.text(it) : "null");
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof List<?> list) {
      list(list, line, depth);
    } else if (value instanceof Map<?, ?> map) {
      object(map, line, depth);
    } else if (value instanceof SafeText safe) {
      quote(safe.text());
    } else {
      out.append(value == null || !isWritable(value) ? "null" : "{}");
    }
    if (out.length() > meter.maxText()) {
      meter.chargeText(out.length());
    }
  }

  private void list(List<?> list, String line, int depth) {
    String inner = line + indent;
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      separate(i, inner);
      value(list.get(i), inner, depth + 1);
    }
    end(list.isEmpty(), line, ']');
  }

  private void object(Map<?, ?> map, String line, int depth) {
    String inner = line + indent;
    int written = 0;
    out.append('{');
    for (String key : Members.keys(map)) {
      Object value = map.get(key);
      if (isWritable(value)) {
        separate(written++, inner);
        quote(key);
        out.append(indent.isEmpty() ? ":" : ": ");
        value(value, inner, depth + 1);
      }
    }
    end(written == 0, line, '}');
  }

  private void separate(int index, String line) {
    if (index > 0) {
      out.append(',');
    }
    if (!indent.isEmpty()) {
      out.append(line);
    }
  }

  private void end(boolean isEmpty, String line, char mark) {
    if (!isEmpty && !indent.isEmpty()) {
      out.append(line);
    }
    out.append(mark);
  }

  private void quote(String text) {
    meter.chargeText(text.length());
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> plain(text, i, character);
      }
    }
    out.append('"');
  }

  private void plain(String text, int index, char character) {
    if (character < ' ' || (Character.isSurrogate(character) && isAlone(text, index))) {
      String hex = Integer.toHexString(character);
      out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      return;
    }
    out.append(character);
  }

  private static boolean isAlone(String text, int index) {
    char character = text.charAt(index);
    boolean isHigh = Character.isHighSurrogate(character);
    int other = isHigh ? index + 1 : index - 1;
    if (other < 0 || other >= text.length()) {
      return true;
    }
    char neighbour = text.charAt(other);
    return isHigh ? !Character.isLowSurrogate(neighbour) : !Character.isHighSurrogate(neighbour);
  }
}
