package dev.callboard.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String VALID =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: pay
      spec:
        type: service
        lifecycle: production
        owner: team-a
      """;
  private static final String INVALID = VALID.replace("name: pay", "name: not a name");

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void files() throws IOException {
    program = new Program(folder);
    Files.writeString(folder.resolve("good.yaml"), VALID);
    Files.writeString(folder.resolve("bad.yaml"), VALID + "---\n" + INVALID + "---\n");
  }

  @Test
  void aValidFileGivesStatus0AndItsReference() {
    assertEquals(0, program.run("validate", "good.yaml"), program.err());

    assertTrue(program.out().startsWith("good.yaml:1: document 0 (component:default/pay): valid"));
    assertTrue(program.out().contains("1 documents: 1 valid, 0 refused, 0 empty"));
  }

  @Test
  void anInvalidDocumentGivesStatus1WithFileLineAndColumn() {
    assertEquals(1, program.run("validate", "bad.yaml"));

    assertTrue(
        program.out().lines().anyMatch(line -> line.matches("bad.yaml:13:\\d+: error: .*name.*")),
        program.out());
    assertTrue(program.out().contains("3 documents: 1 valid, 1 refused, 1 empty"), program.out());
  }

  @Test
  void oneDocumentCanBeChosen() {
    assertEquals(0, program.run("validate", "bad.yaml", "--document", "0"));
    assertEquals(1, program.run("validate", "bad.yaml", "--document", "1"));
    assertEquals(2, program.run("validate", "bad.yaml", "--document", "3"));
    assertTrue(program.err().contains("bad.yaml has 3 documents, none of them is 3"));
    assertEquals(2, program.run("validate", "bad.yaml", "--document", "-1"));
  }

  @Test
  void oneDocumentNeedsOneFile() {
    assertEquals(2, program.run("validate", "bad.yaml", "good.yaml", "--document", "0"));
    assertTrue(program.err().contains("need exactly one FILE"), program.err());
  }

  @Test
  void jsonIsOneObjectALineForEachDocument() throws IOException {
    assertEquals(1, program.run("validate", "--format", "json", "bad.yaml"));

    String[] lines = program.out().split("\n");
    assertEquals(3, lines.length);
    JsonNode valid = new ObjectMapper().readTree(lines[0]);
    assertEquals("bad.yaml", valid.path("file").asText());
    assertEquals("valid", valid.path("verdict").asText());
    assertEquals("component:default/pay", valid.path("entityRef").asText());
    assertEquals(2, valid.path("relations").size());
    JsonNode invalid = new ObjectMapper().readTree(lines[1]);
    assertEquals(1, invalid.path("doc").asInt());
    assertEquals("invalid", invalid.path("verdict").asText());
    assertEquals(13, invalid.path("errors").get(0).path("line").asInt());
    assertEquals("policy", invalid.path("errors").get(0).path("stage").asText());
  }

  @Test
  void aFileThatIsNoYamlIsUnparsable() throws IOException {
    Files.writeString(folder.resolve("broken.yaml"), "kind: [\n");

    assertEquals(1, program.run("validate", "broken.yaml"));

    assertTrue(program.out().contains("broken.yaml:"), program.out());
    assertTrue(program.out().contains("unparsable"), program.out());
    // There is no saying which document the break is in.
    assertEquals(1, program.run("validate", "broken.yaml", "--document", "2"));
  }

  @Test
  void ofADirectoryTheEntityFilesAreChecked() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("repo/service/.git"));
    Files.writeString(repository.resolve("config.yaml"), "kind: no entity");
    Files.writeString(folder.resolve("repo/service/catalog-info.yaml"), VALID);
    Files.writeString(folder.resolve("repo/mkdocs.yml"), "site_name: not an entity");

    assertEquals(0, program.run("validate", "repo"), program.out() + program.err());

    assertTrue(program.out().startsWith("repo/service/catalog-info.yaml:1:"), program.out());
    assertTrue(program.out().contains("1 documents"), program.out());
  }

  @Test
  void aCatalogInfoFileIsCheckedWhateverIsInIt() throws IOException {
    Files.createDirectory(folder.resolve("repo"));
    Files.writeString(folder.resolve("repo/catalog-info.yaml"), "name: broken");

    assertEquals(1, program.run("validate", "repo"));
  }

  @Test
  void aDirectoryWithoutEntityFilesIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("empty"));

    assertEquals(2, program.run("validate", "empty"));
    assertTrue(program.err().contains("empty has no entity file"), program.err());
  }

  @Test
  void aMissingFileIsNamed() {
    assertEquals(2, program.run("validate", "good.yaml", "nothing.yaml"));
    assertTrue(program.err().contains("nothing.yaml does not exist"), program.err());
    assertEquals("", program.out());
  }

  @Test
  void anUnknownFormatNamesTheKnownOnes() {
    assertEquals(2, program.run("validate", "--format", "xml", "good.yaml"));
    assertTrue(program.err().contains("text, json"), program.err());
  }

  @Test
  void aPlaceholderMayReadBelowTheRootOnly() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("notes.txt"), "text");
    Files.writeString(
        folder.resolve("sub/entity.yaml"),
        VALID.replace("name: pay", "name: pay\n  description:\n    $text: ../notes.txt"));

    assertEquals(1, program.run("validate", "sub/entity.yaml", "--root", "sub"));
    assertEquals(0, program.run("validate", "sub/entity.yaml", "--root", "."), program.out());
  }

  @Test
  void theUrlDecidesWhichRepositoryAFileIsOf() throws IOException {
    Files.writeString(
        folder.resolve("entity.yaml"),
        VALID.replace(
            "name: pay",
            "name: pay\n  description:\n    $text: https://github.com/b/b/blob/main/notes.txt"));

    assertEquals(0, program.run("validate", "entity.yaml"), program.out());
    assertTrue(program.out().contains("warning: not checked"), program.out());
    String url = "https://github.com/a/a/blob/main/entity.yaml";
    assertEquals(1, program.run("validate", "entity.yaml", "--url", url));
    assertFalse(program.out().contains(": valid"), program.out());
  }

  @Test
  void anUnknownOptionalKindIsRefused() {
    assertEquals(2, program.run("validate", "--optional-kind", "Nothing", "good.yaml"));
    assertTrue(program.err().contains("--optional-kind"), program.err());
  }
}
