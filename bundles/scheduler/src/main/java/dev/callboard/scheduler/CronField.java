package dev.callboard.scheduler;

import dev.callboard.platform.error.PortalException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The fields of a cron expression, as crontab(5) has them, and how one is read. */
enum CronField {
  MINUTE(0, 59, List.of()),
  HOUR(0, 23, List.of()),
  DAY_OF_MONTH(1, 31, List.of()),
  MONTH(
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /** Sunday is 0 and 7. */
  DAY_OF_WEEK(0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private final int min;
  private final int max;
  private final List<String> names;

  CronField(int min, int max, List<String> names) {
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** Reads a comma list of {@code *}, {@code n}, {@code n-m}, each with an optional step. */
  BitSet parse(String text) {
    BitSet values = new BitSet(max + 1);
    for (String part : text.split(",", -1)) {
      add(part, values);
    }
    if (this == DAY_OF_WEEK && values.get(7)) {
      values.clear(7);
      values.set(0);
    }
    return values;
  }

  private void add(String part, BitSet values) {
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int step = slash < 0 ? 1 : number(part.substring(slash + 1), part);
    if (step < 1) {
      throw wrong(part);
    }
    int dash = range.indexOf('-');
    int from;
    int to;
    if (range.equals("*")) {
      from = min;
      to = this == DAY_OF_WEEK ? 6 : max;
    } else if (dash < 0) {
      from = value(range, part);
      to = slash < 0 ? from : max;
    } else {
      from = value(range.substring(0, dash), part);
      to = value(range.substring(dash + 1), part);
    }
    if (from > to) {
      throw wrong(part);
    }
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  private int value(String text, String part) {
    int name = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (name >= 0) {
      return name + min;
    }
    int value = number(text, part);
    if (value < min || value > max) {
      throw wrong(part);
    }
    return value;
  }

  private int number(String text, String part) {
    if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong(part);
    }
    return Integer.parseInt(text);
  }

  private PortalException wrong(String part) {
    return PortalException.input(
        "'"
            + part
            + "' is no "
            + name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + " of a cron expression; expected numbers from "
            + min
            + " to "
            + max
            + ", ranges such as 1-5, steps such as */2, or a list of them");
  }
}
