package dev.callboard.catalog.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.spi.FieldFormat.Field;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldFormatsTest {
  /** The descriptor format's own words. */
  private static final Map<Field, Pattern> WORDS =
      Map.of(
          Field.NAME, Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"),
          Field.KIND, Pattern.compile("[a-zA-Z][a-z0-9A-Z]*"),
          Field.API_VERSION, Pattern.compile("[A-Za-z0-9]+"),
          Field.NAMESPACE, Pattern.compile("[a-z0-9]+(?:-+[a-z0-9]+)*"),
          Field.TAG, Pattern.compile("[a-z0-9:+#]+(-[a-z0-9:+#]+)*"));

  @Test
  void valuesAreJudgedAsThePatternsOfTheDescriptorFormatDo() {
    Random random = new Random(5);
    String letters = "aZ0-_.:+#é ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      int length = random.nextInt(6);
      for (int j = 0; j < length; j++) {
        value.append(letters.charAt(random.nextInt(letters.length())));
      }
      check(value.toString());
    }
    check("a".repeat(62));
    check("a".repeat(63));
    check("a".repeat(64));
  }

  private static void check(String value) {
    WORDS.forEach(
        (field, pattern) ->
            assertEquals(
                value.length() <= 63 && pattern.matcher(value).matches(),
                FieldFormats.STANDARD.of(field).valid().test(value),
                field + " " + value));
  }
}
