package dev.callboard.supply.chain.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.VexStatus;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
  private static final String BOM = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\"";
  private static final DocumentLimits LIMITS = DocumentLimits.of(MapConfig.empty());

  private static SecurityDocument read(String text, DocumentLimits limits) {
    return new DocumentReader().read(text.getBytes(StandardCharsets.UTF_8), limits);
  }

  private static PortalException refused(String text, DocumentLimits limits) {
    return assertThrows(PortalException.class, () -> read(text, limits), text);
  }

  @Test
  void cycloneDxIsTheSameAsJsonAndXml() {
    String xml =
        """
        <?xml version="1.0"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/1.5">
          <metadata>
            <tools><components><component type="application"><name>gen</name></component></components></tools>
            <component bom-ref="app" type="application"><name>app</name></component>
          </metadata>
          <components>
            <component bom-ref="a" type="library"><group>g</group><name>a</name><version>1</version>
              <licenses><license><id>MIT</id></license><license><name>Own</name></license></licenses>
              <purl>pkg:maven/g/a@1</purl>
              <components><component bom-ref="b" type="library"><name>b</name></component></components>
            </component>
          </components>
          <dependencies>
            <dependency ref="app"><dependency ref="a"/></dependency>
          </dependencies>
          <vulnerabilities>
            <vulnerability><id>cve-2024-0001</id>
              <references><reference><id>GHSA-aaaa-bbbb-cccc</id></reference></references>
              <ratings><rating><score>7.5</score><method>CVSSv31</method></rating></ratings>
              <analysis><state>in_triage</state></analysis>
              <affects><target><ref>a</ref></target></affects>
            </vulnerability>
          </vulnerabilities>
        </bom>
        """;
    String json =
        BOM.replace("1.6", "1.5")
            + """
            , "metadata": {"tools": {"components": [{"name": "gen"}]},
               "component": {"bom-ref": "app", "name": "app"}},
             "components": [{"bom-ref": "a", "group": "g", "name": "a", "version": "1",
               "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "Own"}}],
               "purl": "pkg:maven/g/a@1", "components": [{"bom-ref": "b", "name": "b"}]}],
             "dependencies": [{"ref": "app", "dependsOn": ["a"]}],
             "vulnerabilities": [{"id": "CVE-2024-0001",
               "references": [{"id": "GHSA-aaaa-bbbb-cccc"}],
               "ratings": [{"score": 7.5, "method": "CVSSv31"}],
               "analysis": {"state": "in_triage"}, "affects": [{"ref": "a"}]}]}
            """;
    SecurityDocument document = read(xml, LIMITS);
    assertEquals(read(json, LIMITS), document);
    Component first = document.components().get(0);
    assertEquals("MIT AND Own", first.licence());
    assertEquals("Maven/g:a", first.pkg().toString());
    assertEquals(List.of(-1, 0), document.components().stream().map(Component::parent).toList());
    assertEquals(VexStatus.UNDER_INVESTIGATION, document.statements().get(0).status());
    assertEquals(7.5, document.occurrences().get(0).score());
  }

  @Test
  void spdxIsTheSameAsJsonAndTags() {
    String tags =
        """
        SPDXVersion: SPDX-2.3
        SPDXID: SPDXRef-DOCUMENT
        Creator: Tool: syft-1.0
        # A comment
        PackageName: app
        SPDXID: SPDXRef-app
        PackageComment: <text>several
        PackageName: lines</text>
        PackageName: curl
        SPDXID: SPDXRef-curl
        PackageVersion: 7.50.3-1
        PackageLicenseConcluded: NOASSERTION
        PackageLicenseDeclared: curl
        ExternalRef: PACKAGE-MANAGER purl pkg:deb/debian/curl@7.50.3-1?distro=bookworm
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app
        Relationship: SPDXRef-curl DEPENDENCY_OF SPDXRef-app
        """;
    String json =
        """
        {"spdxVersion": "SPDX-2.3", "creationInfo": {"creators": ["Tool: syft-1.0"]},
         "packages": [{"SPDXID": "SPDXRef-app", "name": "app"},
           {"SPDXID": "SPDXRef-curl", "name": "curl", "versionInfo": "7.50.3-1",
            "licenseConcluded": "NOASSERTION", "licenseDeclared": "curl",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
              "referenceLocator": "pkg:deb/debian/curl@7.50.3-1?distro=bookworm"}]}],
         "relationships": [
           {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
            "relatedSpdxElement": "SPDXRef-app"},
           {"spdxElementId": "SPDXRef-curl", "relationshipType": "DEPENDENCY_OF",
            "relatedSpdxElement": "SPDXRef-app"}]}
        """;
    SecurityDocument document = read(tags, LIMITS);
    assertEquals(read(json, LIMITS), document);
    assertEquals("Debian:12/curl", document.components().get(1).pkg().toString());
  }

  /** Where and why, for whoever has to mend it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|The document is empty",
        "hello|The format is not known",
        "{}|not known by its keys",
        "{\"matches\": []} {}|more after the end",
        "{\"a\": |at line 1",
        "[1]|/0 must be an object, not a number",
        "{\"bomFormat\": \"CycloneDX\"}|must have a text 'specVersion'",
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"2.0\"}|/specVersion is '2.0'",
        "{\"spdxVersion\": \"SPDX-2.1\"}|/spdxVersion is 'SPDX-2.1'",
        "{\"@context\": \"https://spdx.org/rdf/3.0.1/\"}|must have a list '@graph'",
        "{\"@graph\": [{\"type\": \"software_Package\"}]}|must have a CreationInfo",
        "{\"@graph\": [{\"type\": \"CreationInfo\", \"specVersion\": \"3.1\"}]}|/@graph/0 has the"
            + " specVersion '3.1'",
        "{\"document\": {\"title\": \"x\"}}|/document must have the csaf_version 2.0",
        "{\"document\": {\"csaf_version\": \"1.2\"}}|/document/csaf_version is '1.2'",
        "{\"SchemaVersion\": 1}|/SchemaVersion is '1'",
        "{\"version\": \"2.0.0\", \"runs\": []}|/version is '2.0.0'",
        "{\"matches\": {}}|/matches must be a list",
        "{\"payloadType\": \"x\"}|in-toto",
        "{\"id\": \"x\", \"affected\": []}|feeds/osv",
        "<html/>|The root element must be 'bom'",
        "<!DOCTYPE bom [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><bom/>|document type",
        "`SPDXVersion: SPDX-2.3\nnothing`|Line 2 must be",
        "`SPDXVersion: SPDX-2.3\nPackageName: a`|Line 2 begins a package without SPDXID"
      })
  void whatCannotBeReadIsRefusedWithPlaceAndReason(String text, String reason) {
    PortalException e = refused(text, LIMITS);
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertEquals(ErrorCode.INPUT, e.code());
  }

  @Test
  void limitsHoldExactly() {
    String one = "{\"name\": \"a\"}";
    String two = BOM + ", \"components\": [" + one + "," + one + "]}";
    DocumentLimits limits = new DocumentLimits(two.length(), 2, 1, 4, 20);
    assertEquals(2, read(two, limits).components().size());
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refused(two + " ", limits).code());
    PortalException many = refused(two, new DocumentLimits(1000, 1, 1, 4, 20));
    assertTrue(many.getMessage().contains("more than 1 components"), many.getMessage());
    String text = BOM + ", \"components\": [{\"name\": \"" + "x".repeat(20) + "\"}]}";
    DocumentLimits wide = new DocumentLimits(1000, 2, 1, 4, 20);
    assertEquals(1, read(text, wide).components().size());
    refused(text.replace("xx", "xxx"), wide);
    String deep = BOM + ", \"x\": [[[1]]]}";
    assertEquals(0, read(deep, wide).components().size());
    refused(deep.replace("[[[1]]]", "[[[[1]]]]"), wide);
    String results = "{\"matches\": [" + match("CVE-2024-0001") + "], \"descriptor\": {}}";
    assertEquals(1, read(results, wide).occurrences().size());
    String more = "{\"matches\": [" + match("CVE-2024-0001") + "," + match("CVE-2024-0002") + "]}";
    assertTrue(refused(more, wide).getMessage().contains("more than 1 findings"));
  }

  private static String match(String id) {
    return "{\"vulnerability\": {\"id\": \"" + id + "\"}, \"artifact\": {\"name\": \"a\"}}";
  }

  @Test
  void X01_addressesThatAreNotOfTheWebAreNotKept() {
    for (String url :
        List.of(
            "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil", "https://a b")) {
      String text =
          "{\"SchemaVersion\": 2, \"Results\": [{\"Target\": \"t\", \"Vulnerabilities\": ["
              + "{\"VulnerabilityID\": \"CVE-2024-0001\", \"PrimaryURL\": \""
              + url
              + "\"}]}]}";
      assertEquals("", read(text, LIMITS).occurrences().get(0).url(), url);
      String good = text.replace(url, "https://nvd.example/x?a=b#c");
      assertEquals("https://nvd.example/x?a=b#c", read(good, LIMITS).occurrences().get(0).url());
    }
  }

  @Test
  void ofASecretOnlyKindAndPlaceAreKept() {
    SecurityDocument document =
        read(
            """
            {"SchemaVersion": 2, "Results": [{"Target": "deploy.sh", "Secrets": [
              {"RuleID": "aws-access-key-id", "Severity": "CRITICAL", "Title": "AWS Access Key",
               "StartLine": 3, "Match": "export KEY=hunter2"}]}]}
            """,
            LIMITS);
    assertEquals("deploy.sh:3", document.occurrences().get(0).location());
    assertTrue(!document.toString().contains("hunter2"));
  }

  @Test
  void whatWasSuppressedOrDismissedIsNotReportedAsOpen() {
    SecurityDocument sarif =
        read(
            """
            {"version": "2.1.0", "runs": [{"results": [
               {"ruleId": "a", "message": {"text": "m"}, "suppressions": [{"kind": "inSource"}]},
               {"ruleId": "b", "kind": "pass", "message": {"text": "m"}},
               {"ruleId": "c", "message": {"text": "m"}}],
              "tool": {"driver": {"name": "lint"}}}]}
            """,
            LIMITS);
    assertEquals(
        List.of("lint/c"), sarif.occurrences().stream().map(o -> o.vulnerability()).toList());
    SecurityDocument alerts =
        read(
            """
            [{"state": "dismissed", "dismissed_reason": "not_used",
              "dependency": {"package": {"ecosystem": "pip", "name": "Django_Rest"}},
              "security_advisory": {"ghsa_id": "GHSA-aaaa-bbbb-cccc"}},
             {"state": "fixed", "dependency": {"package": {"ecosystem": "pip", "name": "x"}},
              "security_advisory": {"ghsa_id": "GHSA-aaaa-bbbb-dddd"}}]
            """,
            LIMITS);
    assertEquals(1, alerts.occurrences().size());
    assertEquals("PyPI/django-rest", alerts.occurrences().get(0).pkg().orElseThrow().toString());
    assertEquals(VexStatus.NOT_AFFECTED, alerts.statements().get(0).status());
  }
}
