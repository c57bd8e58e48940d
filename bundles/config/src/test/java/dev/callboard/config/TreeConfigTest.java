package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.config.Node.MapNode;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeConfigTest {
  private static Config config(String yaml) {
    return new TreeConfig((MapNode) TreeReader.read("/etc/portal/app-config.yaml", yaml));
  }

  @Test
  void valuesAreConverted() {
    Config config = config("a: 12\nb: '13'\nc: 1.10\nd: true\ne: 'off'\nf: 2.0");
    assertEquals(Optional.of(12L), config.number("a"));
    assertEquals(Optional.of(13L), config.number("b"));
    assertEquals(Optional.of(2L), config.number("f"));
    assertEquals(Optional.of("1.10"), config.string("c"));
    assertEquals(Optional.of("true"), config.string("d"));
    assertEquals(Optional.of(true), config.bool("d"));
    assertEquals(Optional.of(false), config.bool("e"));
    assertEquals(Optional.empty(), config.string("a.b.c"));
    assertEquals(List.of("12"), config.strings("a"));
    assertEquals(List.of(), config.sections("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "10s,PT10S",
    "5m,PT5M",
    "PT10S,PT10S",
    "P1DT1H,PT25H",
    "P1M,P30D",
    "1.5 h,PT90M",
    "250ms,PT0.25S",
    "2 days,P2D",
    "'{minutes: 1, seconds: 30}',PT90S",
    "1 hour,PT1H"
  })
  void timeSpansAreRead(String yaml, String expected) {
    assertEquals(Optional.of(Duration.parse(expected)), config("t: " + yaml).duration("t"), yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "soon", "10 parsecs", "{fortnights: 1}", "[1s]", "{}", "-5s", "P"})
  void otherTextsAreNoTimeSpans(String yaml) {
    assertThrows(PortalException.class, () -> config("t: " + yaml).duration("t"));
  }

  @ParameterizedTest
  @CsvSource({
    "1024,1024",
    "16KiB,16384",
    "1MB,1048576",
    "100kb,102400",
    "1.5 mb,1572864",
    "2g,2147483648"
  })
  void sizesAreRead(String yaml, long expected) {
    assertEquals(Optional.of(expected), config("s: " + yaml).bytes("s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "many", "1 XB", "99999999999999999t", "[1]"})
  void otherTextsAreNoSizes(String yaml) {
    assertThrows(PortalException.class, () -> config("s: " + yaml).bytes("s"));
  }

  @Test
  void S13_wrongTypesNameTheKeyAndLineButNeverTheValue() {
    Config config = config("integrations:\n  token: [hunter2]\n  list: hunter2\n");
    List<Function<Config, Object>> getters =
        List.of(
            c -> c.string("token"),
            c -> c.number("list"),
            c -> c.bool("list"),
            c -> c.duration("list"),
            c -> c.bytes("list"),
            c -> c.section("list"),
            c -> c.sections("list"),
            c -> c.sections("token"));
    for (Function<Config, Object> getter : getters) {
      PortalException e =
          assertThrows(
              PortalException.class,
              () -> getter.apply(config.section("integrations").orElseThrow()));
      assertEquals(ErrorCode.INPUT, e.code());
      assertTrue(
          e.getMessage()
              .matches(
                  "The configuration key integrations\\.(token|list)(\\[0])? in"
                      + " app-config\\.yaml:[23] must be .+"),
          e.getMessage());
      assertFalse(e.getMessage().contains("hunter2"));
    }
    assertFalse(config.toString().contains("hunter2"));
  }
}
