package dev.callboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArgumentsTest {
  @TempDir private Path home;

  @Test
  void thePlainFormIsReadWithoutTheGeneralParser() {
    assertEquals(
        Optional.of(
            new RunArguments(
                1, Path.of("d"), Path.of("p"), List.of(Path.of("c"), Path.of("e")), List.of("x"))),
        RunArguments.ofPlain(
            List.of(
                "--port",
                "1",
                "--data",
                "d",
                "--plugins",
                "p",
                "--config",
                "c",
                "--config",
                "e",
                "--catalog",
                "x")));
    assertEquals(
        Optional.of(new RunArguments(null, null, null, List.of(), List.of())),
        RunArguments.ofPlain(List.of()));
  }

  @Test
  void whatIsNotPlainIsLeftToTheGeneralParser() {
    for (List<String> arguments :
        List.of(
            List.of("--help"),
            List.of("--port"),
            List.of("--port=1"),
            List.of("--port", "x"),
            List.of("--port", "1", "--port", "2"),
            List.of("--data", "--port"),
            List.of("--data", "\0"),
            List.of("--prot", "1"))) {
      assertEquals(Optional.empty(), RunArguments.ofPlain(arguments), arguments.toString());
    }
  }

  @Test
  void bothParsersMakeTheSameOfTheSameOptions() throws IOException {
    Files.createDirectory(home.resolve("bundles"));
    Files.writeString(home.resolve("c.yaml"), "");
    Program program = new Program(home);

    program.run("run", "--port", "1", "--data", "d", "--config", "c.yaml", "--catalog", "c.yaml");
    program.run("run", "--port=1", "--data=d", "--config=c.yaml", "--catalog=c.yaml");

    assertEquals(2, program.starts().size(), program.err());
    assertEquals(program.starts().get(0), program.starts().get(1));
  }
}
