package dev.callboard.cli.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class TemplateTestCommandTest {
  private static final String TEMPLATE =
      """
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata:
        name: shop
      spec:
        type: service
        parameters:
          required: [name]
          properties:
            name: {type: string, pattern: '^[a-z]+$'}
            port: {type: integer, default: 8080}
        steps:
          - id: fetch
            action: fetch:template
            input: {url: ./skeleton, values: {name: '${{ parameters.name }}', port: '${{ parameters.port }}'}}
          - id: shared
            if: ${{ parameters.shared }}
            action: fetch:plain
            input: {url: '${{ parameters.shared }}', targetPath: shared}
          - id: owner
            action: catalog:fetch
            input: {entityRef: '${{ user.ref }}'}
          - id: publish
            action: publish:github
            input: {repoUrl: 'github.com?owner=o&repo=${{ parameters.name }}', token: '${{ secrets.token }}'}
        output:
          url: ${{ steps.publish.output.remoteUrl }}
          who: ${{ steps.owner.output.entity.spec.profile.displayName }}
      """;
  private static final String HEAD =
      """
      tests:
        - name: makes a shop
          values: {name: shop}
          secrets: {token: geheim-123}
          user: user:default/alice
          entities:
            - apiVersion: backstage.io/v1alpha1
              kind: User
              metadata: {name: alice}
              spec: {profile: {displayName: Alice}}
          mocks:
            publish: {output: {remoteUrl: 'https://github.com/o/shop'}}
      """;

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void files() throws IOException {
    program = new Program(folder);
    write("t/template.yaml", TEMPLATE);
    write("t/skeleton/README.md", "# ${{ values.name }}\non port ${{ values.port }}\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int test(String more, String... options) throws IOException {
    write("t/template.test.yaml", HEAD + more.indent(4));
    String[] args = new String[options.length + 3];
    args[0] = "template";
    args[1] = "test";
    args[2] = "t";
    System.arraycopy(options, 0, args, 3, options.length);
    return program.run(args);
  }

  @Test
  void aTestThatComesOutAsExpectedPasses() throws IOException {
    int status =
        test(
            """
            expect:
              files:
                README.md: "# shop\\non port 8080\\n"
                other.md: {absent: true}
              output: {url: 'https://github.com/o/shop', who: Alice}
              steps:
                shared: {status: skipped}
                publish: {status: completed, input: {repoUrl: 'github.com?owner=o&repo=shop', token: geheim-123}}
              logLacks: geheim-123
            """);

    assertEquals(0, status, program.out() + program.err());
    assertTrue(program.out().contains("1 tests: 1 passed, 0 failed"), program.out());
  }

  @Test
  void aDifferenceIsShownAsDiffWithFileLineAndColumn() throws IOException {
    int status = test("expect:\n  files:\n    README.md: |\n      # shop\n      on port 9090\n");

    assertEquals(1, status);
    assertTrue(
        program.out().contains("t/template.test.yaml:15:20: README.md is not as expected"),
        program.out());
    assertTrue(program.out().contains("-on port 9090"), program.out());
    assertTrue(program.out().contains("+on port 8080"), program.out());
  }

  @Test
  void outputsInputsStatesAndLogsThatDifferAreTold() throws IOException {
    int status =
        test(
            """
            expect:
              files: {README.md: {contains: [shop, absent-text], lacks: shop, matches: '^x$', executable: true}}
              output: {url: 'https://elsewhere'}
              steps:
                publish: {status: skipped, input: {repoUrl: other}}
                nosuch: {status: completed}
              log: never said
            """);

    assertEquals(1, status);
    String out = program.out();
    assertTrue(out.contains("does not contain 'absent-text'"), out);
    assertTrue(out.contains("README.md contains 'shop'"), out);
    assertTrue(out.contains("does not match /^x$/"), out);
    assertTrue(out.contains("README.md is not executable"), out);
    assertTrue(out.contains("output.url is \"https://github.com/o/shop\", not \"https://el"), out);
    assertTrue(out.contains("step 'publish' is completed, not skipped"), out);
    assertTrue(out.contains("input.repoUrl is \"github.com?owner=o&repo=shop\", not"), out);
    assertTrue(out.contains("no step with the id 'nosuch'"), out);
    assertTrue(out.contains("the log has no 'never said'"), out);
  }

  @Test
  void aStepWithEffectsNeedsAMockAndAnUnusedMockIsTold() throws IOException {
    write(
        "t/template.test.yaml",
        """
        tests:
          - name: none
            values: {name: shop}
            entities: &people [{apiVersion: v1, kind: User, metadata: {name: guest}}]
          - name: unused
            values: {name: shop}
            entities: *people
            mocks: {publish: {}, pubilsh: {}}
        """);

    assertEquals(1, program.run("template", "test", "t/template.test.yaml"));

    assertTrue(program.out().contains("say under 'mocks' what step 'publish' gives"));
    assertTrue(
        program.out().contains("8:26: nothing was run for the mock 'pubilsh'"), program.out());
  }

  @Test
  void noNetworkIsReachedAndAUrlIsWhatTheTestSaysItIs() throws IOException {
    write("other/licence.txt", "MIT");
    String more = "expect: {files: {shared/licence.txt: MIT}}\n";
    String url = "https://github.com/acme/shared/tree/main";
    String values = HEAD.replace("{name: shop}\n", "{name: shop, shared: '" + url + "'}\n");
    write("t/template.test.yaml", values + more.indent(4));
    assertEquals(1, program.run("template", "test", "t"));
    assertTrue(program.out().contains("reaches no network"), program.out());

    more = "urls: {'" + url + "': ../other}\n" + more;
    write("t/template.test.yaml", values + more.indent(4));
    assertEquals(0, program.run("template", "test", "t"), program.out());
  }

  @Test
  void relativeUrlsReadTheRepositoryAndNothingAboveIt() throws IOException {
    String values = HEAD.replace("{name: shop}\n", "{name: shop, shared: ../common}\n");
    write("t/template.test.yaml", values + "    expect: {files: {shared/a.txt: a}}\n");
    write("common/a.txt", "a");

    assertEquals(1, program.run("template", "test", "t"));
    assertTrue(program.out().contains("--root says what may be read"), program.out());
    assertEquals(0, program.run("template", "test", "t", "--root", "."), program.out());
  }

  @Test
  void goldenFilesAreWrittenWithUpdateAndComparedLater() throws IOException {
    String golden = "expect: {golden: expected/shop}\n";
    assertEquals(1, test(golden));
    assertTrue(program.out().contains("--update writes it"), program.out());

    assertEquals(0, test(golden, "--update"), program.out());
    assertEquals(
        "# shop\non port 8080\n", Files.readString(folder.resolve("t/expected/shop/README.md")));
    assertEquals(0, test(golden), program.out());

    write("t/expected/shop/README.md", "# shop\r\non port 8080\n");
    write("t/expected/shop/more.txt", "");
    assertEquals(1, test(golden));
    assertTrue(program.out().contains("README.md is not as expected"), program.out());
    assertTrue(program.out().contains("there is no file more.txt"), program.out());
    assertEquals(0, test(golden, "--update"), program.out());
    assertFalse(Files.exists(folder.resolve("t/expected/shop/more.txt")));
  }

  @Test
  void refusedValuesAndFailedStepsCanBeExpected() throws IOException {
    write(
        "t/tests/more.yaml",
        """
        tests:
          - name: upper case
            values: {name: SHOP}
            expect: {invalid: 'instance.name does not match pattern'}
          - name: taken
            values: {name: shop}
            entities: &people [{apiVersion: v1, kind: User, metadata: {name: guest}}]
            mocks: {'publish:github': {error: the name is taken}}
            expect: {failed: {step: publish, message: is taken}}
          - name: not expected
            values: {name: SHOP}
          - name: not failing
            values: {name: shop}
            entities: *people
            mocks: {publish: {}}
            expect: {failed: {step: publish}}
        """);

    assertEquals(1, program.run("template", "test", "t"));

    assertTrue(program.out().contains("4 tests: 2 passed, 2 failed"), program.out());
    assertTrue(
        program.out().contains("11:5: the form refuses the values: instance.name"), program.out());
    assertTrue(program.out().contains("no step failed"), program.out());
  }

  @Test
  void anExpressionThatCannotBeRenderedFailsATest() throws IOException {
    write("t/template.yaml", TEMPLATE.replace("${{ steps.publish", "${{ steps.publish | nope"));

    assertEquals(1, test(""));
    assertTrue(program.out().contains("An expression is left as it is"), program.out());
    assertEquals(0, test("expect: {unrendered: true}\n"), program.out());
  }

  @Test
  void mistakesInTheFilesAreToldWithTheirPlace() throws IOException {
    assertEquals(1, test("expcet: {}\n"));
    assertTrue(
        program.out().contains("t/template.test.yaml:2:5: tests[0] is not allowed to have the"),
        program.out());

    write("t/template.test.yaml", "tests: [\n");
    assertEquals(1, program.run("template", "test", "t"));
    assertTrue(program.out().matches("(?s).*t/template.test.yaml:2:\\d+: .*"), program.out());

    write("t/template.yaml", TEMPLATE.replace("type: service", "type: 1"));
    assertEquals(1, test(""));
    assertTrue(program.out().contains("t/template.yaml:6:"), program.out());

    assertEquals(2, program.run("template", "test", "t/skeleton"));
    assertEquals(2, program.run("template", "test", "nowhere"));
    assertEquals(2, program.run("template"));
  }

  @Test
  void theReportForBuildServersHasTheSame() throws Exception {
    write("t/skeleton/README.md", "\u0007 ]]> <&>");
    assertEquals(1, test("expect: {files: {README.md: x}}\n", "--junit", "out/report.xml"));

    Document report =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("out/report.xml").toFile());
    assertEquals("1", report.getDocumentElement().getAttribute("failures"));
    assertTrue(
        report.getElementsByTagName("failure").item(0).getTextContent().contains("? ]]> <&>"),
        program.out());
    assertEquals(0, test("", "--filter", "another", "--junit", "out/report.xml"));
  }

  @Test
  void theSampleTemplatesPassTheirTests() {
    Path root = Path.of(System.getProperty("callboard.root"));

    assertEquals(
        0,
        program.run("template", "test", root.resolve("config/sample-catalog").toString()),
        program.out());
  }
}
