package dev.callboard.scorecards.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFeaturesTest {
  private record Given(Map<String, String> files) implements FileTree {
    static Given of(String... pairs) {
      Map<String, String> files = new TreeMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        files.put(pairs[i], pairs[i + 1]);
      }
      return new Given(files);
    }

    @Override
    public List<String> paths() {
      return List.copyOf(files.keySet());
    }

    @Override
    public byte[] read(String path, int most) {
      byte[] bytes = files.get(path).getBytes(StandardCharsets.UTF_8);
      return Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }
  }

  private static Object fact(Given tree, String folder, String name, String key) throws Exception {
    return ((Map<?, ?>) SourceFeatures.of(tree, folder, 1000).get(name)).get(key);
  }

  @Test
  void anEmptyTreeHasNothingAndThatIsKnown() throws Exception {
    SourceFeatures.of(Given.of(), "", 1000)
        .forEach((name, value) -> assertEquals(false, ((Map<?, ?>) value).get("present"), name));
  }

  @Test
  void aRuleForAllFilesCoversAll() throws Exception {
    Given all = Given.of(".github/CODEOWNERS", "# all\n*  @org/team\n/docs @org/docs\n");
    assertEquals(true, fact(all, "", "codeowners", "coversAll"));
    assertEquals(2L, fact(all, "", "codeowners", "rules"));
    Given some = Given.of("CODEOWNERS", "[Section]\n/docs @org/docs\n* \n");
    assertEquals(false, fact(some, "", "codeowners", "coversAll"));
  }

  @Test
  void filesOfTheFolderGoBeforeThoseOfTheRoot() throws Exception {
    Given tree =
        Given.of("pay/SECURITY.md", "a@pay.example", "security.md", "b@root.example", "x", "");
    assertEquals("a@pay.example", fact(tree, "pay", "security", "contact"));
    assertEquals("b@root.example", fact(tree, "shop", "security", "contact"));
    assertEquals("security.md", fact(tree, "shop", "security", "path"));
  }

  @Test
  void aSecurityFileWithoutAnAddressHasNoContact() throws Exception {
    assertNull(fact(Given.of("SECURITY.md", "Write to us."), "", "security", "contact"));
  }

  @ParameterizedTest
  @CsvSource({"999, MIT", "1000, MIT", "1001, "})
  void whatIsBeyondTheLimitIsNotRead(int size, String expected) throws Exception {
    String named = "SPDX-License-Identifier: MIT";
    Given tree = Given.of("LICENSE", " ".repeat(size - named.length()) + named);
    Object found = fact(tree, "", "license", "spdx");
    assertEquals(Optional.ofNullable(expected), Optional.ofNullable(found).filter("MIT"::equals));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Apache License Version 2.0, January 2004|Apache-2.0",
        "Permission is hereby granted, free of charge, to any person|MIT",
        "Redistribution and use in source and binary forms ... Neither the name of|BSD-3-Clause",
        "Redistribution and use in source and binary forms are permitted|BSD-2-Clause",
        "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007|GPL-3.0-only",
        "SPDX-License-Identifier: LicenseRef-Fermata|LicenseRef-Fermata",
      })
  void licencesAreKnownByTheirTexts(String text, String spdx) throws Exception {
    assertEquals(spdx, fact(Given.of("LICENSE.md", text), "", "license", "spdx"));
  }

  @ParameterizedTest
  @CsvSource({
    ".github/workflows/ci.yml, true",
    ".gitlab-ci.yml, true",
    "pay/Jenkinsfile, true",
    "workflows/ci.yml, false"
  })
  void workflowsOfManySystemsAreKnown(String path, boolean present) throws Exception {
    assertEquals(present, fact(Given.of(path, "run: make"), "pay", "ci", "present"));
  }

  @Test
  void aWorkflowThatMakesABillOfMaterialsIsKnownByItsTool() throws Exception {
    Given tree =
        Given.of(
            ".github/workflows/a.yml",
            "# syft later\nrun: make\n",
            ".github/workflows/b.yml",
            "run: mvn org.cyclonedx:cyclonedx-maven-plugin:makeBom\n");
    assertEquals(".github/workflows/b.yml", fact(tree, "", "sbom", "path"));
    assertEquals(
        false, fact(Given.of(".github/workflows/a.yml", "# syft\nrun: x"), "", "sbom", "present"));
  }
}
