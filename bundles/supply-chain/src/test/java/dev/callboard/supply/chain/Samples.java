package dev.callboard.supply.chain;

/** Small documents about the same vulnerability. */
final class Samples {
  static final String SBOM =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "metadata": {"tools": {"components": [{"name": "cdxgen"}]},
         "component": {"bom-ref": "pay", "name": "pay", "type": "application"}},
       "components": [
         {"bom-ref": "web", "name": "web-starter", "group": "org.example", "version": "2.0",
          "purl": "pkg:maven/org.example/web-starter@2.0",
          "licenses": [{"license": {"id": "Apache-2.0"}}]},
         {"bom-ref": "log", "name": "log4j-core", "version": "2.14.1",
          "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}],
       "dependencies": [{"ref": "pay", "dependsOn": ["web"]}, {"ref": "web", "dependsOn": ["log"]}]}
      """;

  static final String OSV =
      """
      {"schema_version": "1.6.0", "id": "GHSA-jfh8-c2jp-5v3q", "modified": "2024-05-15T06:00:00Z",
       "aliases": ["CVE-2021-44228"], "summary": "Remote code injection in Log4j",
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}],
       "affected": [{"package": {"ecosystem": "Maven",
           "name": "org.apache.logging.log4j:log4j-core"},
         "ranges": [{"type": "ECOSYSTEM",
           "events": [{"introduced": "2.13.0"}, {"fixed": "2.15.0"}]}]}]}
      """;

  static final String TRIVY =
      """
      {"SchemaVersion": 2, "Results": [{"Target": "app.jar", "Type": "jar", "Vulnerabilities": [
        {"VulnerabilityID": "CVE-2021-44228", "PkgName": "org.apache.logging.log4j:log4j-core",
         "PkgIdentifier": {"PURL": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"},
         "InstalledVersion": "2.14.1", "FixedVersion": "2.15.0", "Severity": "CRITICAL",
         "CVSS": {"nvd": {"V3Score": 10.0}}}]}]}
      """;

  static final String GRYPE =
      """
      {"matches": [{"vulnerability": {"id": "GHSA-JFH8-c2jp-5v3q", "severity": "Critical",
          "fix": {"versions": ["2.15.0"]}, "dataSource": "https://github.com/advisories/x"},
        "relatedVulnerabilities": [{"id": "CVE-2021-44228", "description": "JNDI"}],
        "artifact": {"name": "log4j-core", "version": "2.14.1", "type": "java-archive",
          "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}}],
       "descriptor": {"name": "grype", "version": "0.90.0"}}
      """;

  static final String DEPENDENCY_TRACK =
      """
      {"version": "1.2", "meta": {"application": "Dependency-Track"}, "project": {"name": "pay"},
       "findings": [{"component": {"group": "org.apache.logging.log4j", "name": "log4j-core",
           "version": "2.14.1",
           "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"},
         "vulnerability": {"vulnId": "CVE-2021-44228", "severity": "CRITICAL",
           "aliases": [{"cveId": "CVE-2021-44228", "ghsaId": "GHSA-jfh8-c2jp-5v3q"}]},
         "analysis": {"isSuppressed": false}}]}
      """;

  static final String DEPENDABOT =
      """
      [{"number": 1, "state": "open", "html_url": "https://github.com/o/r/security/dependabot/1",
        "dependency": {"package": {"ecosystem": "maven",
          "name": "org.apache.logging.log4j:log4j-core"}, "manifest_path": "pom.xml"},
        "security_advisory": {"ghsa_id": "GHSA-jfh8-c2jp-5v3q", "cve_id": "CVE-2021-44228",
          "summary": "Remote code injection", "cvss": {"score": 10.0}},
        "security_vulnerability": {"severity": "critical",
          "first_patched_version": {"identifier": "2.15.0"}}}]
      """;

  static final String OSV_SCANNER =
      """
      {"results": [{"source": {"path": "/src/pom.xml", "type": "lockfile"}, "packages": [
        {"package": {"name": "org.apache.logging.log4j:log4j-core", "version": "2.14.1",
           "ecosystem": "Maven"},
         "groups": [{"ids": ["GHSA-jfh8-c2jp-5v3q"], "aliases": ["CVE-2021-44228"],
           "max_severity": "10.0"}],
         "vulnerabilities": [{"id": "GHSA-jfh8-c2jp-5v3q", "aliases": ["CVE-2021-44228"],
           "summary": "Remote code injection"}]}]}]}
      """;

  static final String SARIF =
      """
      {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Grype", "rules": [
          {"id": "CVE-2021-44228-log4j-core", "shortDescription": {"text": "Log4Shell"},
           "properties": {"security-severity": "10.0"}}]}},
        "results": [{"ruleId": "CVE-2021-44228-log4j-core", "level": "error",
          "message": {"text": "bad"}, "locations": [{"physicalLocation":
            {"artifactLocation": {"uri": "pom.xml"}, "region": {"startLine": 7}}}]}]}]}
      """;

  static final String OPENVEX =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "author": "Payments", "statements": [
        {"vulnerability": {"name": "CVE-2021-44228"},
         "products": [{"@id": "pkg:oci/pay", "subcomponents": [
           {"@id": "pkg:maven/org.apache.logging.log4j/log4j-core"}]}],
         "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path",
         "impact_statement": "Lookups are off"}]}
      """;

  static final String CYCLONEDX_VEX =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.5",
       "metadata": {"component": {"bom-ref": "pay", "name": "pay"}},
       "vulnerabilities": [{"id": "CVE-2021-44228",
         "analysis": {"state": "false_positive", "detail": "a shaded class"},
         "affects": [{"ref": "pay"}]}]}
      """;

  private Samples() {}
}
