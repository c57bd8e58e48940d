package dev.callboard.sample.greetings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShoutFilterTest {
  @Test
  void makesATextLoud() {
    assertEquals("HELLO!", new ShoutFilter().apply("hello", List.of()));
  }
}
