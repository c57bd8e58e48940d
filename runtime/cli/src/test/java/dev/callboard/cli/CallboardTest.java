package dev.callboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallboardTest {
  @TempDir private Path home;

  @Test
  void versionNamesTheProgramTheJvmAndTheSystem() {
    Program program = new Program(home);

    assertEquals(0, program.run("version"));

    assertTrue(program.out().matches("(?s)callboard \\d+\\.\\d+\\.\\d+\\S*\\R.*"), program.out());
    assertTrue(program.out().contains("java " + Runtime.version()), program.out());
    assertTrue(program.out().contains(System.getProperty("os.name")), program.out());
  }

  @Test
  void helpListsEachCommand() {
    Program program = new Program(home);

    assertEquals(0, program.run("--help"));

    for (String command :
        new String[] {"run", "version", "validate", "template", "doctor", "plugins"}) {
      assertTrue(program.out().contains("\n  " + command + " "), program.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "version", "validate", "template", "doctor", "plugins"})
  void eachCommandExplainsItself(String command) {
    Program program = new Program(home);

    assertEquals(0, program.run(command, "--help"));

    assertTrue(program.out().startsWith("Usage: callboard " + command), program.out());
  }

  @Test
  void withoutACommandTheUsageIsPrinted() {
    Program program = new Program(home);

    assertEquals(2, program.run());

    assertTrue(program.err().contains("Say which COMMAND to run."), program.err());
    assertTrue(program.err().contains("doctor"), program.err());
  }

  @Test
  void anUnknownCommandIsNamed() {
    Program program = new Program(home);

    assertEquals(2, program.run("start"));

    assertTrue(program.err().contains("'start'"), program.err());
    assertFalse(program.err().contains("Exception"), program.err());
  }
}
