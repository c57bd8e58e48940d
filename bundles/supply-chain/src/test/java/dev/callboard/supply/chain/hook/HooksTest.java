package dev.callboard.supply.chain.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.database.Dialect;
import dev.callboard.supply.chain.Lab;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What webhooks do to findings, with payloads shaped as GitHub and Dependency-Track send them. */
class HooksTest {
  private static final String DEPENDABOT = "github.dependabot_alert";
  private static final String CODE_SCANNING = "github.code_scanning_alert";
  private static final String PROJECT = "6fb1820f-5280-4577-ac51-40124aabe307";
  private static final String LOG4J =
      "{\"uuid\": \"c-1\", \"group\": \"org.apache.logging.log4j\", \"name\": \"log4j-core\","
          + " \"version\": \"2.14.1\","
          + " \"purl\": \"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1\"}";

  private Lab lab;

  private void open(Dialect dialect) throws Exception {
    lab = new Lab(dialect);
    lab.annotate(Lab.PAY, "github.com/project-slug", "example/pay");
    lab.annotate(Lab.PAY, "dependencytrack/project-id", PROJECT);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private void send(String topic, String json) throws Exception {
    lab.event(
        topic,
        new ObjectMapper().readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {}));
  }

  private static String dependabot(int number, String state, String updated) {
    return """
    {"action": "x", "alert": {"number": %d, "state": "%s", "updated_at": "%s",
      "dependency": {"package": {"ecosystem": "npm", "name": "p%d"},
        "manifest_path": "package-lock.json"},
      "security_advisory": {"ghsa_id": "GHSA-aaaa-bbbb-000%d", "cve_id": "CVE-2024-000%d",
        "summary": "Bad", "description": "%s"},
      "security_vulnerability": {"severity": "high"}, "html_url": "https://github.com/x"},
     "repository": {"full_name": "example/pay", "html_url": "https://github.com/example/pay"}}
    """
        .formatted(number, state, updated, number, number, number, "long ".repeat(5_000));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void U11_F49_theNewestWordAboutAnAlertCountsHoweverOftenAndInWhichOrderItComes(Dialect dialect)
      throws Exception {
    open(dialect);
    String opened = dependabot(1, "open", "2026-01-01T00:00:01Z");
    String fixed = dependabot(1, "fixed", "2026-01-01T00:00:03Z");
    send(DEPENDABOT, opened);
    send(DEPENDABOT, opened);
    send(DEPENDABOT, dependabot(2, "open", "2026-01-01T00:00:02Z"));
    assertEquals(
        List.of("CVE-2024-0001 open high", "CVE-2024-0002 open high"), lab.findings(Lab.PAY));
    send(DEPENDABOT, fixed);
    // Somebody sends again what was heard before.
    send(DEPENDABOT, opened);
    assertEquals(
        List.of("CVE-2024-0001 fixed high", "CVE-2024-0002 open high"), lab.findings(Lab.PAY));
    send(DEPENDABOT, dependabot(1, "open", "2026-01-01T00:00:04Z"));
    assertEquals("CVE-2024-0001 open high", lab.findings(Lab.PAY).get(0));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRepositoryOfTheSameNameOnAnotherHostIsAnotherOne(Dialect dialect) throws Exception {
    open(dialect);
    lab.annotate(Lab.PAY, "backstage.io/source-location", "url:https://ghe.example/example/pay/");
    String alert = dependabot(1, "open", "2026-01-01T00:00:01Z");
    send(DEPENDABOT, alert);
    send(DEPENDABOT, alert.replace("example/pay\"", "example/other\""));
    assertTrue(lab.findings(Lab.PAY).isEmpty());
    send(DEPENDABOT, alert.replace("//github.com/example", "//GHE.example/example"));
    assertEquals(1, lab.findings(Lab.PAY).size());
  }

  private static String scanning(int number, String state, String ref, String updated) {
    return """
    {"action": "x", "ref": "%s", "alert": {"number": %d, "state": "%s", "created_at": "%s",
      "html_url": "https://github.com/x", "rule": {"id": "js/xss", "severity": "error",
        "security_severity_level": "critical", "description": "Cross-site scripting"},
      "tool": {"name": "CodeQL"}, "most_recent_instance": {"ref": "%s",
        "location": {"path": "src/a.js", "start_line": 7}, "message": {"text": "m"}}},
     "repository": {"full_name": "example/pay", "default_branch": "main",
       "html_url": "https://github.com/example/pay"}}
    """
        .formatted(ref, number, state, updated, ref);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void codeScanningOfTheDefaultBranchIsTheSameAsItsSarif(Dialect dialect) throws Exception {
    open(dialect);
    send(CODE_SCANNING, scanning(1, "open", "refs/pull/7/merge", "2026-01-01T00:00:01Z"));
    assertTrue(lab.findings(Lab.PAY).isEmpty());
    send(CODE_SCANNING, scanning(1, "open", "refs/heads/main", "2026-01-01T00:00:02Z"));
    lab.put(
        Lab.PAY,
        "sarif",
        """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "CodeQL"}},
          "results": [{"ruleId": "js/xss", "message": {"text": "m"}}]}]}
        """);
    assertEquals(List.of("CodeQL/js/xss open critical"), lab.findings(Lab.PAY));
    send(CODE_SCANNING, scanning(1, "fixed", "refs/heads/main", "2026-01-01T00:00:03Z"));
    assertEquals(List.of("CodeQL/js/xss open medium"), lab.findings(Lab.PAY), "SARIF still has it");
  }

  private static String track(String group, int second, String subject) {
    return """
    {"notification": {"group": "%s", "timestamp": "2026-01-01T00:00:%02d.123456",
      "scope": "PORTFOLIO", "subject": {%s}}}
    """
        .formatted(group, second, subject);
  }

  private static String one(String component, String id, String more) {
    return "\"component\": %s, \"vulnerability\": {\"vulnId\": \"%s\", \"severity\": \"HIGH\"},"
            .formatted(component, id)
        + "\"affectedProjects\": [{\"uuid\": \"%s\"}]%s".formatted(PROJECT, more);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void dependencyTrackOpensJudgesAndRetracts(Dialect dialect) throws Exception {
    open(dialect);
    send("dependency-track", track("NEW_VULNERABILITY", 1, one(LOG4J, "CVE-2021-44228", "")));
    send(
        "dependency-track",
        track(
            "NEW_VULNERABLE_DEPENDENCY",
            2,
            "\"project\": {\"uuid\": \""
                + PROJECT
                + "\"}, \"component\": "
                + LOG4J
                + ", \"vulnerabilities\": [{\"vulnId\": \"CVE-2021-45046\", \"cvssv3\": 9.0}]"));
    assertEquals(
        List.of("CVE-2021-44228 open high", "CVE-2021-45046 open critical"), lab.findings(Lab.PAY));
    String named = "{\"uuid\": \"c-1\", \"name\": \"log4j-core\", \"version\": \"2.14.1\"}";
    send(
        "dependency-track",
        track(
            "PROJECT_AUDIT_CHANGE",
            4,
            one(
                named,
                "CVE-2021-44228",
                ", \"analysis\": {\"state\": \"NOT_AFFECTED\", \"suppressed\": false}")));
    assertEquals("CVE-2021-44228 not_affected high", lab.findings(Lab.PAY).get(0));
    // It comes late, and says less than what is known.
    send("dependency-track", track("NEW_VULNERABILITY", 3, one(LOG4J, "CVE-2021-44228", "")));
    assertEquals("CVE-2021-44228 not_affected high", lab.findings(Lab.PAY).get(0));
    send("dependency-track", track("VULNERABILITY_RETRACTED", 5, one(named, "CVE-2021-45046", "")));
    assertEquals("CVE-2021-45046 fixed critical", lab.findings(Lab.PAY).get(1));
    send("dependency-track", track("VULNERABILITY_RETRACTED", 6, one(named, "CVE-2021-44228", "")));
    assertEquals("CVE-2021-44228 fixed high", lab.findings(Lab.PAY).get(0), "none is left");
  }

  private static String bom(String content) {
    return "\"project\": {\"uuid\": \""
        + PROJECT
        + "\"}, \"bom\": {\"content\": \""
        + content
        + "\", \"format\": \"CycloneDX\"}";
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsNoLongerInTheBillOfDependencyTrackIsFixed(Dialect dialect) throws Exception {
    open(dialect);
    send("dependency-track", track("NEW_VULNERABILITY", 1, one(LOG4J, "CVE-2021-44228", "")));
    send("dependency-track", track("BOM_PROCESSED", 2, bom("(Omitted)")));
    assertEquals(List.of("CVE-2021-44228 open high"), lab.findings(Lab.PAY));
    String head = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [";
    String has =
        head
            + "{\"name\": \"log4j-core\","
            + " \"purl\": \"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=jar\"}]}";
    send("dependency-track", track("BOM_PROCESSED", 5, bom(base64(has))));
    assertEquals(List.of("CVE-2021-44228 open high"), lab.findings(Lab.PAY));
    send("dependency-track", track("BOM_PROCESSED", 4, bom(base64(head + "]}"))));
    assertEquals(List.of("CVE-2021-44228 open high"), lab.findings(Lab.PAY), "an older one");
    send("dependency-track", track("BOM_PROCESSED", 6, bom(base64(head + "]}"))));
    assertEquals(List.of("CVE-2021-44228 fixed high"), lab.findings(Lab.PAY));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  void whatIsNoSuchPayloadDoesNothing(Dialect dialect) throws Exception {
    open(dialect);
    for (String bad :
        List.of(
            "{}",
            "{\"alert\": 1, \"repository\": []}",
            "{\"notification\": {\"timestamp\": \"never\", \"subject\": {}}}",
            "{\"notification\": {\"timestamp\": 1767225600.5, \"group\": \"NEW_VULNERABILITY\","
                + " \"subject\": {\"component\": [], \"vulnerability\": \"x\"}}}",
            dependabot(1, "open", "2026-01-01T00:00:01Z").replace("example/pay\"", "a,b/c\""))) {
      for (String topic : List.of(DEPENDABOT, CODE_SCANNING, "dependency-track")) {
        send(topic, bad);
      }
    }
    assertEquals(Map.of(), Map.copyOf(lab.notes()));
  }
}
