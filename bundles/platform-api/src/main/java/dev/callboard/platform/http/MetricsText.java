package dev.callboard.platform.http;

import static java.util.Objects.requireNonNull;

/**
 * Writes gauges in the text format of Prometheus, version 0.0.4. Source: "Exposition formats" of
 * its documentation. For one thread; does not block.
 *
 * @since 1.5
 */
public final class MetricsText {
  /** The media type of the format. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final String prefix;
  private final StringBuilder text = new StringBuilder();
  private String name = "";

  /**
   * Creates an empty text.
   *
   * @param prefix of all names, such as {@code callboard_ownership_}, not null
   */
  public MetricsText(String prefix) {
    this.prefix = requireNonNull(prefix, "prefix is null");
  }

  /**
   * Begins a gauge, whose values follow.
   *
   * @param shortName without the prefix, not null
   * @param help one line that says what it counts, and in which unit, not null
   * @return this
   */
  public MetricsText gauge(String shortName, String help) {
    name = prefix + requireNonNull(shortName, "shortName is null");
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
    return this;
  }

  /**
   * Writes a value of the gauge that was begun last.
   *
   * @param value not null
   * @param labels names of labels, each followed by its value, which may be any text; keep their
   *     number small
   * @return this
   */
  public MetricsText value(Number value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(requireNonNull(value, "value is null"));
    text.append('\n');
    return this;
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** Returns what was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
