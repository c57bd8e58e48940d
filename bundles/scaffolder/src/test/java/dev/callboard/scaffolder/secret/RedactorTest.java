package dev.callboard.scaffolder.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private final Redactor redactor = new Redactor();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pa55-Word", "PA55-WORD", "droW-55ap", "p a 5 5 - W o r d", "p\na\n5\n5\n-\nW\no\nr\nd",
        "p,a,5,5,-,W,o,r,d", "cGE1NS1Xb3Jk", "706135352d576f7264", "xpa55-Wordx", "pa55Word"
      })
  void T06_findsASecretInEachOfItsForms(String form) {
    redactor.add("pa55-Word");

    String shown = redactor.redact("before " + form + " after");

    assertTrue(shown.startsWith("before ") && shown.endsWith(" after"), shown);
    assertTrue(shown.contains("***"), shown);
    assertFalse(shown.contains(form), shown);
  }

  @Test
  void leavesOtherTextsAlone() {
    redactor.add("pa55-Word");
    redactor.add("x");

    assertEquals("a word of 55 x", redactor.redact("a word of 55 x"));
  }

  @Test
  void goesIntoValuesAndKeys() {
    redactor.add("hunter2");

    assertEquals(
        Map.of("a ***", List.of("***", 1, Map.of("b", "***!"))),
        redactor.redact(Map.of("a hunter2", List.of("hunter2", 1, Map.of("b", "hunter2!")))));
    assertTrue(redactor.holds(Map.of("hunter2", 1)));
    assertFalse(redactor.holds(Map.of("hunter", 2)));
  }

  @Test
  void aNumberCanBeASecretToo() {
    redactor.add("123456");

    assertEquals("***", redactor.redact((Object) 123456));
  }
}
