package dev.callboard.scaffolder.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
  private final Secret secret = Secret.of("hunter2");

  @Test
  void isStarsWhereverItBecomesText() {
    assertEquals(
        "*** [***] ***", secret + " " + List.of(secret) + " " + String.format("%s", secret));
  }

  @Test
  void comparesWithNothingButItself() {
    assertNotEquals(Secret.of("hunter2"), secret);
  }

  @Test
  void isGivenWhenAskedFor() {
    assertEquals("hunter2", secret.reveal());
  }
}
