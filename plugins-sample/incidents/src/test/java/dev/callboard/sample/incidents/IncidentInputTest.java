package dev.callboard.sample.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class IncidentInputTest {
  @Test
  void aTitleIsOneTo200Characters() {
    assertEquals("a", input("a", "pay", "minor").checkedTitle());
    assertEquals(200, input("a".repeat(200), "pay", "minor").checkedTitle().length());
    refused("title must be", () -> input("a".repeat(201), "pay", "minor").checkedTitle());
    refused("title must be", () -> input(" ", "pay", "minor").checkedTitle());
    refused("title must be", () -> input(null, "pay", "minor").checkedTitle());
  }

  @Test
  void aComponentIsAReferenceOfAnyForm() {
    assertEquals("component:default/pay", input("t", "Pay", "minor").checkedComponent());
    assertEquals("api:shop/pay", input("t", "api:shop/pay", "minor").checkedComponent());
    refused("component is missing", () -> input("t", null, "minor").checkedComponent());
    refused("was not on the form", () -> input("t", "a:", "minor").checkedComponent());
  }

  @Test
  void aSeverityIsOneOfThree() {
    assertEquals(Severity.MAJOR, input("t", "pay", "major").checkedSeverity());
    refused("one of minor, major, critical", () -> input("t", "pay", "bad").checkedSeverity());
    refused("one of minor, major, critical", () -> input("t", "pay", null).checkedSeverity());
  }

  private static IncidentInput input(String title, String component, String severity) {
    return new IncidentInput(title, component, severity);
  }

  private static void refused(String message, Executable work) {
    PortalException problem = assertThrows(PortalException.class, work);
    assertEquals(ErrorCode.INPUT, problem.code());
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }
}
