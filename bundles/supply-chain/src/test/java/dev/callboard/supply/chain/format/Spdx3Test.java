package dev.callboard.supply.chain.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.model.VexStatus;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Spdx3Test {
  private static final DocumentLimits LIMITS = DocumentLimits.of(MapConfig.empty());

  /** Shaped as the examples of the specification are, elements in no order. */
  private static final String SBOM =
      """
      {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
       "@graph": [
        {"type": "Relationship", "spdxId": "urn:r1", "creationInfo": "_:c",
         "from": "urn:app", "relationshipType": "dependsOn", "to": ["urn:web"]},
        {"type": "LifecycleScopedRelationship", "spdxId": "urn:r2", "creationInfo": "_:c",
         "from": "urn:web", "relationshipType": "dependsOn", "scope": "runtime",
         "to": ["urn:log", "urn:none"]},
        {"type": "Relationship", "spdxId": "urn:r3", "creationInfo": "_:c",
         "from": "urn:web", "relationshipType": "hasDeclaredLicense", "to": ["urn:mit"]},
        {"type": "Relationship", "spdxId": "urn:r4", "creationInfo": "_:c",
         "from": "urn:web", "relationshipType": "hasConcludedLicense", "to": ["urn:apache"]},
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1",
         "created": "2026-01-01T00:00:00Z", "createdBy": ["urn:me"], "createdUsing": ["urn:t"]},
        {"type": "Tool", "spdxId": "urn:t", "creationInfo": "_:c", "name": "syft"},
        {"type": "software_Package", "spdxId": "urn:app", "creationInfo": "_:c", "name": "app"},
        {"type": "software_Package", "spdxId": "urn:web", "creationInfo": "_:c", "name": "web",
         "software_packageVersion": "2.0", "software_packageUrl": "pkg:maven/g/web@2.0",
         "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "00"}]},
        {"type": "software_Package", "spdxId": "urn:log", "creationInfo": "_:c", "name": "log",
         "externalIdentifier": [{"type": "ExternalIdentifier",
           "externalIdentifierType": "packageUrl", "identifier": "pkg:npm/log@1.0.0"}]},
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:mit", "creationInfo": "_:c",
         "simplelicensing_licenseExpression": "MIT"},
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:apache",
         "creationInfo": "_:c", "simplelicensing_licenseExpression": "Apache-2.0"},
        {"type": "SpdxDocument", "spdxId": "urn:doc", "creationInfo": "_:c",
         "rootElement": ["urn:bom"]},
        {"type": "software_Sbom", "spdxId": "urn:bom", "creationInfo": "_:c",
         "rootElement": ["urn:app"]}%s]}
      """;

  private static SecurityDocument read(String more) {
    return new DocumentReader().read(SBOM.formatted(more).getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  @Test
  void packagesDependenciesAndLicencesAreRead() {
    SecurityDocument document = read("");
    assertEquals(
        "spdx 3.0.1 syft",
        document.format() + " " + document.specVersion() + " " + document.tool());
    List<Component> all = document.components();
    assertEquals(
        List.of("app", "Maven/g:web", "npm/log"),
        all.stream().map(each -> each.pkg().toString()).toList());
    assertEquals(List.of(-1, -1, 1), all.stream().map(Component::parent).toList());
    assertEquals(List.of("", "2.0", "1.0.0"), all.stream().map(Component::version).toList());
    assertEquals("Apache-2.0", all.get(1).licence());
  }

  @Test
  void vulnerabilitiesAndVexAreRead() {
    SecurityDocument document =
        read(
            """
            , {"type": "security_Vulnerability", "spdxId": "urn:v1", "creationInfo": "_:c",
             "name": "one", "summary": "Bad", "externalIdentifier": [
               {"type": "ExternalIdentifier", "externalIdentifierType": "cve",
                "identifier": "CVE-2024-0001"}]},
            {"type": "security_Vulnerability", "spdxId": "urn:v2", "creationInfo": "_:c",
             "name": "CVE-2024-0002"},
            {"type": "Relationship", "spdxId": "urn:r5", "creationInfo": "_:c", "from": "urn:log",
             "relationshipType": "hasAssociatedVulnerability", "to": ["urn:v1"]},
            {"type": "security_CvssV4VulnAssessmentRelationship", "spdxId": "urn:r6",
             "creationInfo": "_:c", "relationshipType": "hasAssessmentFor", "from": "urn:v1",
             "to": ["urn:log"], "security_vectorString":
             "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"},
            {"type": "security_VexNotAffectedVulnAssessmentRelationship", "spdxId": "urn:r7",
             "creationInfo": "_:c", "relationshipType": "doesNotAffect", "from": "urn:v2",
             "to": ["urn:web"], "security_justificationType": "vulnerableCodeNotPresent",
             "security_impactStatement": "cut out"},
            {"type": "security_VexAffectedVulnAssessmentRelationship", "spdxId": "urn:r8",
             "creationInfo": "_:c", "relationshipType": "affects", "from": "urn:v2",
             "to": ["urn:app"], "security_actionStatement": "update"}
            """);
    Occurrence first = document.occurrences().get(0);
    assertEquals(
        "CVE-2024-0001 npm/log 1.0.0 Bad",
        first.vulnerability()
            + " "
            + first.pkg().orElseThrow()
            + " "
            + first.version()
            + " "
            + first.title());
    assertEquals(9.3, first.score());
    assertEquals(Severity.CRITICAL, first.severity());
    assertEquals("CVE-2024-0002", document.occurrences().get(1).vulnerability());
    assertTrue(document.occurrences().get(1).pkg().isEmpty(), "the root is the entity");
    assertEquals(
        List.of(VexStatus.NOT_AFFECTED, VexStatus.AFFECTED),
        document.statements().stream().map(each -> each.status()).toList());
    assertEquals("cut out", document.statements().get(0).detail());
    assertEquals("update", document.statements().get(1).detail());
  }

  @Test
  void aStatementAboutNothingIsRefusedWithItsPlace() {
    PortalException refused =
        assertThrows(
            PortalException.class,
            () ->
                read(
                    """
                    , {"type": "security_VexFixedVulnAssessmentRelationship", "spdxId": "urn:r9",
                     "from": "urn:v9", "to": ["urn:web"]}
                    """));
    assertTrue(refused.getMessage().startsWith("/@graph/13/from must be"), refused.getMessage());
  }
}
