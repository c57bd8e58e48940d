package dev.callboard.supply.chain.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Statement;
import dev.callboard.supply.chain.model.VexStatus;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsafTest {
  private static final DocumentLimits LIMITS = DocumentLimits.of(MapConfig.empty());
  private static final String HEAD =
      "{\"document\": {\"category\": \"csaf_vex\", \"csaf_version\": \"2.0\","
          + " \"publisher\": {\"category\": \"vendor\", \"name\": \"Example\"}},";

  private static SecurityDocument read(String rest) {
    return new DocumentReader().read((HEAD + rest).getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  @Test
  void aDocumentAboutOneProductIsAboutTheEntity() {
    SecurityDocument document =
        read(
            """
            "product_tree": {"branches": [{"category": "vendor", "name": "Example", "branches": [
               {"category": "product_name", "name": "Pay", "branches": [
                 {"category": "product_version", "name": "4.2",
                  "product": {"product_id": "P-1", "name": "Pay 4.2"}}]}]}]},
             "vulnerabilities": [{"cve": "CVE-2021-44228",
               "ids": [{"system_name": "GitHub", "text": "GHSA-jfh8-c2jp-5v3q"}],
               "product_status": {"known_not_affected": ["P-1"]},
               "flags": [{"label": "vulnerable_code_not_in_execute_path", "product_ids": ["P-1"]}],
               "threats": [{"category": "impact", "details": "Lookups are off",
                 "product_ids": ["P-1"]}]}]}
            """);
    assertEquals(
        "csaf 2.0 Example",
        document.format() + " " + document.specVersion() + " " + document.tool());
    Statement said = document.statements().get(0);
    assertEquals("CVE-2021-44228", said.vulnerability());
    assertEquals(List.of("GHSA-jfh8-c2jp-5v3q"), said.aliases());
    assertEquals(VexStatus.NOT_AFFECTED, said.status());
    assertTrue(said.pkg().isEmpty());
    assertEquals(
        "vulnerable_code_not_in_execute_path: Lookups are off",
        said.justification() + ": " + said.detail());
  }

  @Test
  void ofSeveralProductsOnlyPackagesAreTaken() {
    SecurityDocument document =
        read(
            """
            "product_tree": {
              "full_product_names": [
                {"product_id": "lib", "name": "lib 1", "product_identification_helper":
                  {"purl": "pkg:maven/g/lib@1"}},
                {"product_id": "os", "name": "An operating system"},
                {"product_id": "pay", "name": "Pay"}],
              "relationships": [{"category": "default_component_of", "product_reference": "lib",
                "relates_to_product_reference": "pay",
                "full_product_name": {"product_id": "lib-in-pay", "name": "lib in Pay"}}],
              "product_groups": [{"group_id": "G", "product_ids": ["lib-in-pay", "lib"]}]},
             "vulnerabilities": [{"ids": [{"system_name": "Own", "text": "EX-1"}],
               "product_status": {"known_affected": ["lib"], "fixed": ["lib-in-pay"],
                 "under_investigation": ["os"], "recommended": ["pay"]},
               "remediations": [{"category": "vendor_fix", "details": "Update",
                 "group_ids": ["G"]}]}]}
            """);
    assertEquals(
        List.of("Maven/g:lib AFFECTED Update", "Maven/g:lib FIXED "),
        document.statements().stream()
            .map(each -> each.pkg().orElseThrow() + " " + each.status() + " " + each.detail())
            .toList());
    assertEquals(
        List.of("/vulnerabilities/0/product_status/under_investigation/0: 'os' has no package URL"),
        document.warnings());
  }

  @Test
  void whatIsNotInTheTreeIsRefusedWithItsPlace() {
    PortalException refused =
        assertThrows(
            PortalException.class,
            () ->
                read(
                    "\"vulnerabilities\": [{\"cve\": \"CVE-2024-1\", \"product_status\":"
                        + " {\"fixed\": [\"X\"]}}]}"));
    assertEquals(
        "/vulnerabilities/0/product_status/fixed/0 names the product 'X', which is not in the tree",
        refused.getMessage());
    PortalException nameless =
        assertThrows(PortalException.class, () -> read("\"vulnerabilities\": [{}]}"));
    assertTrue(nameless.getMessage().contains("must have a 'cve' or 'ids'"));
  }
}
