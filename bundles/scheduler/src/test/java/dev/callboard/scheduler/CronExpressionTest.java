package dev.callboard.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *      | 2026-11-20T23:50:30Z | 2026-11-20T23:51:00Z",
        "* * * * *      | 2026-11-20T23:50:00Z | 2026-11-20T23:51:00Z",
        "0 3 * * *      | 2026-11-20T03:00:00Z | 2026-11-21T03:00:00Z",
        "0 3 * * *      | 2026-11-20T02:59:59Z | 2026-11-20T03:00:00Z",
        "*/15 * * * *   | 2026-11-20T23:50:30Z | 2026-11-21T00:00:00Z",
        "5/20 * * * *   | 2026-11-20T23:06:00Z | 2026-11-20T23:25:00Z",
        "10-14/2 8 * * * | 2026-11-20T08:12:00Z | 2026-11-20T08:14:00Z",
        "30 22 * * MON-FRI | 2026-11-20T23:00:00Z | 2026-11-23T22:30:00Z",
        "0 0 * * 7      | 2026-11-20T00:00:00Z | 2026-11-22T00:00:00Z",
        "0 0 * * 0      | 2026-11-20T00:00:00Z | 2026-11-22T00:00:00Z",
        "0 0 13 * 5     | 2026-11-10T00:00:00Z | 2026-11-13T00:00:00Z",
        "0 0 13 * 5     | 2026-11-13T00:00:00Z | 2026-11-20T00:00:00Z",
        "0 0 31 * *     | 2026-11-01T00:00:00Z | 2026-12-31T00:00:00Z",
        "0 0 1 jan *    | 2026-11-01T00:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 29 2 *     | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
        "59 23 31 12 *  | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z",
        "30 1,5 * * *   | 2026-11-20T01:30:00Z | 2026-11-20T05:30:00Z",
      })
  void finds_the_next_time(String expression, Instant after, Instant expected) {
    assertEquals(Optional.of(expected), CronExpression.parse(expression).next(after));
  }

  @Test
  void a_date_that_never_comes_has_no_next_time() {
    assertEquals(
        Optional.empty(),
        CronExpression.parse("0 0 30 2 *").next(Instant.parse("2026-11-20T00:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "5-1 * * * *",
        "a * * * *",
        "1, * * * *",
        "-1 * * * *",
        "99999999999 * * * *",
        "1-2-3 * * * *",
        "* * * * MOO"
      })
  void refuses_what_is_no_cron_expression(String expression) {
    assertThrows(PortalException.class, () -> CronExpression.parse(expression));
  }

  @Test
  void the_error_names_the_field_and_its_range() {
    String message =
        assertThrows(PortalException.class, () -> CronExpression.parse("* 24 * * *")).getMessage();
    assertTrue(message.startsWith("'24' is no hour"), message);
    assertTrue(message.contains("from 0 to 23"), message);
  }
}
