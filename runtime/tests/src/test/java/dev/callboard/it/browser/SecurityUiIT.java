package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Findings in the portal: card, tab, list, "where is ...?", and a decision by keyboard. */
class SecurityUiIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String API = "/api/supply-chain";
  private static final String ENTITY = "/catalog/default/component/design-system";

  private static final String SBOM =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "metadata": {"component": {"bom-ref": "app", "name": "app"}},
       "components": [
         {"bom-ref": "web", "name": "web", "version": "2", "purl": "pkg:npm/web@2"},
         {"bom-ref": "left", "name": "left-pad", "version": "1.0.0",
          "purl": "pkg:npm/left-pad@1.0.0"}],
       "dependencies": [{"ref": "app", "dependsOn": ["web"]},
         {"ref": "web", "dependsOn": ["left"]}],
       "vulnerabilities": [{"id": "CVE-2026-11111", "description": "It pads with <b>markup</b>",
         "ratings": [{"score": 9.8, "severity": "critical", "method": "CVSSv31"}],
         "affects": [{"ref": "left"}]}]}
      """;

  private static final String PROVENANCE =
      """
      {"items": [{"digest": "sha256:0", "predicateType": "https://slsa.dev/provenance/v1",
        "subjects": ["app.jar"], "signer": "release", "builder": "https://builder.example",
        "source": "git+https://example/pay", "commit": "c0ffee", "sentBy": "external:ci",
        "received": "2026-11-21T10:00:00Z"}]}
      """;

  @RegisterExtension static final Portal PORTAL = new Portal();

  @BeforeAll
  static void sendDocument() throws Exception {
    Poll.until(
        "the sample catalog",
        SOON,
        () ->
            PORTAL
                .server()
                .get(
                    "/api/catalog/entities/by-name/component/default/design-system",
                    ServerProcess.TOKEN)
                .statusCode(),
        status -> status == 200);
    HttpResponse<String> sent =
        PORTAL
            .server()
            .sendJson(
                "POST",
                API + "/entities/component/default/design-system/documents",
                ServerProcess.TOKEN,
                SBOM);
    assertEquals(200, sent.statusCode(), sent.body());
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void findings_are_seen_on_the_entity_and_decided_by_keyboard() throws Exception {
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      page.page()
          .route(
              "**/design-system/attestations",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setContentType("application/json")
                          .setBody(PROVENANCE)));
      page.open(ENTITY);
      page.sees("2 components, last document of");
      page.page().getByRole(AriaRole.LINK, named("Findings")).click();
      Locator finding = page.page().getByRole(AriaRole.BUTTON, named("CVE-2026-11111"));
      assertThat(finding).isVisible();
      page.sees("signed by release");
      page.sees("built by https://builder.example from git+https://example/pay (c0ffee)");
      page.checkAccessibility();
      page.screenshot("security-tab");
      finding.focus();
      page.page().keyboard().press("Enter");
      Locator dialog = page.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("web@2 → left-pad@1.0.0");
      assertThat(dialog).containsText("It pads with <b>markup</b>");
      page.checkAccessibility();
      page.screenshot("security-finding");
      dialog.getByLabel("Because").fill("never called");
      dialog.getByRole(AriaRole.BUTTON, decide()).press("Enter");
      page.page().getByLabel("Show").selectOption("awaiting");
      finding.click();
      assertThat(dialog).containsText("guest wants it to be accepted: never called");
      page.checkAccessibility();
      page.screenshot("security-second-person");
      agree();
      dialog.getByRole(AriaRole.BUTTON, close()).click();
      page.page().getByLabel("Show").selectOption("");
      page.sees("No open finding.");
      assertEquals(
          "accepted",
          PORTAL
              .server()
              .json(API + "/findings?state=all&vulnerability=CVE-2026-11111")
              .at("/items/0/state")
              .asText());
      page.page().getByLabel("Show").selectOption("accepted");
      finding.click();
      dialog.getByRole(AriaRole.BUTTON, decide()).click();
      assertThat(finding).hasCount(0);
    }
  }

  private static Locator.GetByRoleOptions decide() {
    return new Locator.GetByRoleOptions().setName("Decide");
  }

  private static Locator.GetByRoleOptions close() {
    return new Locator.GetByRoleOptions().setName("Close");
  }

  /** The second person is a service that has the permission. */
  private static void agree() throws Exception {
    String id = PORTAL.server().json(API + "/findings?awaiting=true").at("/items/0/id").asText();
    String path = API + "/findings/" + id;
    String decision = PORTAL.server().json(path).at("/decisions/0/id").asText();
    HttpResponse<String> answer =
        PORTAL
            .server()
            .sendJson(
                "POST",
                path + "/decisions/" + decision + "/answer",
                ServerProcess.TOKEN,
                "{\"agreed\": true}");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void the_list_has_filters_in_its_address_and_says_where_a_package_is() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks("security", "/supply-chain?state=all", "CVE-2026-11111");
      page.change(Look.LIGHT);
      page.page().getByLabel("At least").selectOption("critical");
      page.page().waitForURL("**/supply-chain?state=all&minSeverity=critical");
      page.sees("CVE-2026-11111");
      page.page().getByLabel("Where is the package").fill("left-pad");
      page.page().getByLabel("in version").fill("<2");
      page.page().keyboard().press("Enter");
      page.sees("web@2 → left-pad@1.0.0");
      page.checkAccessibility();
      page.screenshot("security-where");
      assertThat(page.page().getByRole(AriaRole.LINK, named("design-system"))).isVisible();
    }
  }

  @Test
  void ownership_is_summed_up_and_an_orphan_is_claimed() throws Exception {
    ServerProcess server = PORTAL.server();
    String entity =
        """
        {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
         "metadata": {"name": "left-behind"},
         "spec": {"type": "service", "lifecycle": "production", "owner": "gone", "system": "%s"}}
        """;
    String system =
        server
            .json("/api/catalog/entities/by-name/component/default/design-system")
            .at("/spec/system")
            .asText();
    HttpResponse<String> written =
        server.sendJson(
            "PUT",
            "/api/catalog/entities/by-name/component/default/left-behind",
            server.adminToken(),
            entity.formatted(system));
    assertEquals(201, written.statusCode(), written.body());
    Poll.until(
        "the measuring",
        SOON,
        () -> {
          server.sendJson(
              "POST",
              "/api/scheduler/tasks/insights/measure-ownership/trigger",
              server.adminToken(),
              "{}");
          return server.json("/api/insights/v1/ownership/orphans").get("totalCount").asInt();
        },
        count -> count > 0);
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks("ownership", "/ownership?view=orphans", "left-behind");
      page.change(Look.DARK);
      page.page().getByRole(AriaRole.BUTTON, named("Suggestions for left-behind")).click();
      page.sees("other entities of the system");
      page.checkAccessibility();
      page.screenshot("ownership-suggestions");
      page.page().getByLabel("Because").fill("we run it");
      page.page().getByRole(AriaRole.BUTTON, named("Claim for")).first().click();
      page.sees("The claim is kept");
      page.open("/catalog/default/component/left-behind");
      page.sees("is not in the catalog");
      page.sees("Claimed for");
      page.checkAccessibility();
      page.screenshot("ownership-card");
    }
  }

  private static final String HOSTILE =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "metadata": {"component": {"bom-ref": "app", "name": "app"}},
       "components": [{"bom-ref": "bad", "name": "<img src=x onerror=alert(1)>", "version": "1",
         "purl": "pkg:npm/bad-name@1"}],
       "dependencies": [{"ref": "app", "dependsOn": ["bad"]}],
       "vulnerabilities": [{"id": "CVE-2026-%s", "source": {"url": "%s"},
         "description": "{{constructor}} </script><img src=x onerror=alert(2)>",
         "ratings": [{"score": 9.8, "severity": "critical", "method": "CVSSv31"}],
         "affects": [{"ref": "bad"}]}]}
      """;

  @Test
  void X01_X02_whatDocumentsAndPeopleSayIsTextAndNoScript() throws Exception {
    List<String> addresses =
        List.of(
            "javascript:alert(3)", "JaVaScRiPt:alert(4)", "data:text/html,x", "//evil.invalid/x");
    for (int i = 0; i < addresses.size(); i++) {
      post(
          API + "/entities/component/default/scanner-app/documents?source=s" + i,
          HOSTILE.formatted("6666" + i, addresses.get(i)));
    }
    String reason = "because <img src=x onerror=alert(5)>";
    post(
        COMPLIANCE + "/waivers",
        "{\"entityRef\": \"component:scanner-app\", \"check\": \"ci\", \"reason\": \"%s\","
                .formatted(reason)
            + "\"expires\": \"%s\"}".formatted(LocalDate.now(ZoneOffset.UTC).plusDays(9)));
    List<String> alerts = new ArrayList<>();
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.page()
          .onDialog(
              dialog -> {
                alerts.add(dialog.message());
                dialog.dismiss();
              });
      for (int i = 0; i < addresses.size(); i++) {
        page.open("/supply-chain?state=all&vulnerability=CVE-2026-6666" + i);
        page.page().getByRole(AriaRole.BUTTON, named("CVE-2026-6666" + i)).click();
        Locator dialog = page.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("{{constructor}} </script><img src=x onerror=alert(2)>");
        isHarmless(page);
      }
      page.open("/supply-chain?package=bad-name");
      assertThat(page.page().getByRole(AriaRole.LINK, named("scanner-app"))).isVisible();
      isHarmless(page);
      page.open("/catalog/default/component/scanner-app/scorecard");
      page.sees(reason);
      isHarmless(page);
    }
    assertEquals(List.of(), alerts);
  }

  private static final String ODD =
      """
      {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
       "metadata": {"name": "%s", "annotations": {"example.com/evidence": "%s",
         "example.com/text": "<img src=x onerror=alert('text')>"}},
       "spec": {"type": "hostile", "lifecycle": "production", "owner": "gone",
         "system": "hostile"}}
      """;

  @Test
  void X01_X02_whatFactsAndClaimsSayIsTextAndOnlyAddressesOfPagesAreLinks() throws Exception {
    ServerProcess server = PORTAL.server();
    List<String> addresses =
        List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(2)",
            "data:text/html,x",
            "//evil.invalid/x",
            "/\\\\evil.invalid/x",
            "https://good.example/x");
    for (int i = 0; i < addresses.size(); i++) {
      HttpResponse<String> written =
          server.sendJson(
              "PUT",
              "/api/catalog/entities/by-name/component/default/odd-" + i,
              server.adminToken(),
              ODD.formatted("odd-" + i, addresses.get(i)));
      assertEquals(201, written.statusCode(), written.body());
    }
    String last = "component:odd-" + (addresses.size() - 1);
    Poll.until(
        "the scores",
        SOON,
        () -> server.json(COMPLIANCE + "/results?entity=" + last + "&check=hostile"),
        found -> found.get("totalCount").asInt() > 0);
    Poll.until(
        "the measuring",
        SOON,
        () -> {
          server.sendJson(
              "POST",
              "/api/scheduler/tasks/insights/measure-ownership/trigger",
              server.adminToken(),
              "{}");
          return server.get("/api/insights/v1/facts?entity=" + last, ServerProcess.TOKEN);
        },
        answer -> answer.statusCode() == 200 && answer.body().contains("orphan"));
    String reason = "because <img src=x onerror=alert('reason')>";
    post(
        "/api/insights/v1/ownership/claims",
        "{\"entityRef\": \"component:odd-0\", \"owner\": \"group:box-office\", \"reason\": \"%s\"}"
            .formatted(reason));
    List<String> alerts = new ArrayList<>();
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.page()
          .onDialog(
              dialog -> {
                alerts.add(dialog.message());
                dialog.dismiss();
              });
      for (int i = 0; i < addresses.size(); i++) {
        page.open("/catalog/default/component/odd-" + i + "/scorecard");
        page.sees("It is <img src=x onerror=alert('text')>");
        page.sees("<img src=x onerror=alert('advice')>");
        isHarmless(page);
        Locator evidence = page.page().getByRole(AriaRole.LINK, named("Evidence"));
        assertThat(evidence).hasCount(addresses.get(i).startsWith("https:") ? 1 : 0);
      }
      page.open("/catalog/default/component/odd-0");
      page.sees("Claimed for box-office");
      isHarmless(page);
      page.open("/ownership?view=orphans");
      page.sees("odd-0");
      isHarmless(page);
    }
    assertEquals(List.of(), alerts);
  }

  private static void post(String path, String body) throws Exception {
    HttpResponse<String> sent = PORTAL.server().sendJson("POST", path, ServerProcess.TOKEN, body);
    assertEquals(200, sent.statusCode(), sent.body());
  }

  private static void isHarmless(PortalPage page) {
    Locator bad =
        page.page()
            .locator(
                "[onerror], a[href^='javascript:' i], a[href^='data:' i], a[href^='//'],"
                    + " a[href*='evil.invalid']");
    assertThat(bad).hasCount(0);
  }

  @Test
  void findings_and_navigation_speak_german() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.page().addInitScript("localStorage.setItem('callboard.language', 'de')");
      page.open("/supply-chain?state=all");
      page.sees("Wo ist das Paket");
      page.sees("Behoben in");
      Locator nav = page.page().locator("nav").first();
      for (String title : List.of("Sicherheit", "Zuständigkeit", "Audit-Alarme")) {
        assertThat(nav.getByRole(AriaRole.LINK, inside(title))).isVisible();
      }
      page.page().getByRole(AriaRole.BUTTON, named("CVE-2026-11111")).click();
      assertThat(page.page().getByRole(AriaRole.DIALOG)).containsText("Mitgebracht von");
      page.checkAccessibility();
      page.open(ENTITY);
      page.sees("2 Komponenten, letztes Dokument vom");
    }
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static final String COMPLIANCE = "/api/compliance/v1";

  private static void awaitScores() {
    Poll.until(
        "the scores",
        SOON,
        () ->
            PORTAL
                .server()
                .json(COMPLIANCE + "/results?entity=component:checkout")
                .get("totalCount")
                .asInt(),
        count -> count > 10);
  }

  @Test
  void scorecards_are_listed_by_entity_and_team_in_all_looks() {
    awaitScores();
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks("scorecards", "/scorecards", "Checkout");
      page.change(Look.LIGHT);
      page.page().getByLabel("Show").selectOption("owner");
      page.page().waitForURL("**/scorecards?by=owner");
      page.sees("Bronze");
      page.checkAccessibility();
      page.screenshot("scorecards-teams");
      page.page().getByRole(AriaRole.BUTTON, named("Entities: group:default/box-office")).click();
      page.page().waitForURL("**owner=group*box-office");
      page.sees("Checkout");
    }
  }

  @Test
  void an_entity_tells_what_to_do_and_is_exempted_by_keyboard() throws Exception {
    awaitScores();
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      page.open("/catalog/default/component/checkout");
      page.page().getByRole(AriaRole.LINK, named("All checks")).click();
      page.sees("Add a workflow, such as .github/workflows/build.yml.");
      page.checkAccessibility();
      page.screenshot("scorecard-tab");
      page.page()
          .getByRole(AriaRole.BUTTON, named("Exempt: Is built by a pipeline"))
          .press("Enter");
      page.page().getByLabel("Because").fill("moves to the new pipeline");
      page.checkAccessibility();
      page.screenshot("scorecard-exemption");
      page.page().getByRole(AriaRole.BUTTON, named("Grant exemption")).press("Enter");
      page.sees("moves to the new pipeline");
      page.page()
          .getByRole(AriaRole.BUTTON, named("Revoke: Is built by a pipeline"))
          .press("Enter");
      assertThat(page.page().getByText("moves to the new pipeline")).hasCount(0);
    }
  }
}
