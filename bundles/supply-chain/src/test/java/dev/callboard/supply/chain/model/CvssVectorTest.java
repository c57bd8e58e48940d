package dev.callboard.supply.chain.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CvssVectorTest {
  private static final String WORST =
      "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";

  /** The examples of the CVSS 3.1 document and of the National Vulnerability Database. */
  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8",
    "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 6.1",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N, 3.1",
    "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H, 7.8",
    "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N, 6.4",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P, 7.5"
  })
  void scoresOfOldVectorsAreThoseOfTheSpecification(String vector, double score) {
    assertEquals(score, CvssVector.score(vector));
  }

  /** From the reference set of FIRST for those who write a calculator of CVSS 4.0. */
  @ParameterizedTest
  @CsvSource({
    "N, L, N, N, N, H/VI:H/VA:H/SC:H/SI:H/SA:H/E:A/CR:H/IR:H/AR:H/MSI:S/MSA:S, 10",
    "N, L, N, N, N, H/VI:H/VA:H/SC:H/SI:H/SA:H/E:P/CR:H/IR:H/AR:H, 9.3",
    "N, L, N, N, N, H/VI:H/VA:H/SC:L/SI:L/SA:L/E:U/CR:H/IR:H/AR:H, 8.1",
    "N, L, P, N, N, H/VI:H/VA:H/SC:L/SI:L/SA:L/E:P/CR:H/IR:H/AR:H, 8.2",
    "N, L, N, N, N, H/VI:H/VA:H/SC:L/SI:L/SA:L/E:U/CR:M/IR:M/AR:M, 6.8",
    "N, L, P, N, N, H/VI:H/VA:H/SC:L/SI:L/SA:L/E:U/CR:M/IR:M/AR:M, 5.3",
    "N, L, N, N, N, L/VI:H/VA:H/SC:H/SI:H/SA:H/E:A/CR:H/IR:H/AR:H/MSI:S/MSA:S, 9.8",
    "N, L, P, N, N, L/VI:H/VA:H/SC:L/SI:L/SA:L/E:U/CR:H/IR:H/AR:H, 5.0",
    "N, L, N, N, N, H/VI:L/VA:H/SC:H/SI:H/SA:H/E:U/CR:M/IR:H/AR:M, 6.5",
    "N, L, P, N, N, H/VI:L/VA:H/SC:L/SI:L/SA:L/E:U/CR:M/IR:H/AR:M, 3.0",
    "N, L, N, N, N, L/VI:L/VA:L/SC:L/SI:L/SA:L/E:A/CR:H/IR:H/AR:H, 6.9",
    "N, L, P, N, N, L/VI:L/VA:L/SC:H/SI:H/SA:H/E:U/CR:H/IR:H/AR:H, 2.9",
    "N, L, P, N, N, L/VI:L/VA:L/SC:L/SI:L/SA:L/E:U/CR:H/IR:H/AR:H, 1.7",
    "A, L, N, N, N, H/VI:H/VA:H/SC:H/SI:H/SA:H/E:P/CR:H/IR:H/AR:H, 8.6",
    "A, L, P, N, N, H/VI:H/VA:H/SC:H/SI:H/SA:H/E:U/CR:H/IR:H/AR:H, 6.1",
    "A, L, N, N, N, H/VI:H/VA:H/SC:L/SI:L/SA:L/E:P/CR:M/IR:M/AR:M, 6.3",
    "A, H, N, L, A, N/VI:N/VA:N/SC:N/SI:N/SA:N/E:X/CR:H/IR:X/AR:H/MAV:X/MAC:H/MUI:A/U:Red, 0",
    "N, L, N, N, N, H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3",
    "N, L, N, N, N, N/VI:N/VA:H/SC:N/SI:N/SA:N, 8.7",
    "N, L, N, L, N, N/VI:N/VA:H/SC:N/SI:N/SA:N, 7.1",
    "N, L, N, H, N, H/VI:H/VA:H/SC:N/SI:N/SA:N/E:X/CR:X/MVC:X/S:X/AU:X/R:X/V:X/RE:X/U:X, 8.6"
  })
  void scoresOfNewVectorsAreThoseOfTheReferenceSet(
      String av, String ac, String at, String pr, String ui, String rest, double score) {
    String vector =
        "CVSS:4.0/AV:" + av + "/AC:" + ac + "/AT:" + at + "/PR:" + pr + "/UI:" + ui + "/VC:" + rest;
    assertEquals(score, CvssVector.score(vector), vector);
  }

  @Test
  void whatIsNoVectorHasNoScore() {
    for (String bad :
        new String[] {
          "",
          "nonsense",
          "7.5",
          "CVSS:4.0/AV:N",
          "CVSS:4.0/",
          "CVSS:5.0/AV:N/AC:L",
          WORST.replace("CVSS:4.0/", ""),
          WORST.replace("/SA:H", ""),
          WORST.replace("AV:N", "AV:Z"),
          WORST + "/AV:N",
          "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
          WORST + "/".repeat(500)
        }) {
      assertEquals(-1, CvssVector.score(bad), bad);
    }
    assertEquals(10, CvssVector.score(WORST + "\n"));
  }
}
