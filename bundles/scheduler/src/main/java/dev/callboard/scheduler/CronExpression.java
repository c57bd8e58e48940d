package dev.callboard.scheduler;

import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/**
 * A cron expression of five fields in UTC, as crontab(5): when both day fields are restricted, a
 * day that fits one of them counts.
 */
final class CronExpression {
  /** The leap days around the year 2100 are eight years apart; nothing is rarer. */
  private static final int MAX_YEARS = 8;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;

  private CronExpression(String[] fields) {
    minutes = CronField.MINUTE.parse(fields[0]);
    hours = CronField.HOUR.parse(fields[1]);
    daysOfMonth = CronField.DAY_OF_MONTH.parse(fields[2]);
    months = CronField.MONTH.parse(fields[3]);
    daysOfWeek = CronField.DAY_OF_WEEK.parse(fields[4]);
    eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
  }

  /**
   * Reads an expression.
   *
   * @throws PortalException with code {@code INPUT} when it is malformed
   */
  static CronExpression parse(String text) {
    String[] fields = text.trim().split("\\s+");
    if (fields.length != 5) {
      throw PortalException.input(
          "Cron expression '"
              + text
              + "' has "
              + fields.length
              + " fields; expected five: minute hour day-of-month month day-of-week");
    }
    return new CronExpression(fields);
  }

  /** Returns the first time after this one, or empty when there is none, as for 30 February. */
  Optional<Instant> next(Instant after) {
    ZonedDateTime start =
        after.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate last = start.toLocalDate().plusYears(MAX_YEARS);
    LocalDate day = start.toLocalDate();
    LocalTime from = start.toLocalTime();
    while (!day.isAfter(last)) {
      if (!months.get(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
        from = LocalTime.MIN;
        continue;
      }
      Optional<LocalTime> time = fits(day) ? timeFrom(from) : Optional.empty();
      if (time.isPresent()) {
        return Optional.of(day.atTime(time.get()).toInstant(ZoneOffset.UTC));
      }
      day = day.plusDays(1);
      from = LocalTime.MIN;
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate day) {
    boolean month = daysOfMonth.get(day.getDayOfMonth());
    boolean week = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return eitherDay ? month || week : month && week;
  }

  private Optional<LocalTime> timeFrom(LocalTime from) {
    int hour = hours.nextSetBit(from.getHour());
    if (hour < 0) {
      return Optional.empty();
    }
    int minute = minutes.nextSetBit(hour == from.getHour() ? from.getMinute() : 0);
    if (minute >= 0) {
      return Optional.of(LocalTime.of(hour, minute));
    }
    int later = hours.nextSetBit(hour + 1);
    return later < 0 ? Optional.empty() : Optional.of(LocalTime.of(later, minutes.nextSetBit(0)));
  }
}
