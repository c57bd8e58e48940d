package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.SampleVariant;
import dev.callboard.it.support.ServerProcess;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of operators, notifications and settings. */
class OperateUiIT {
  @RegisterExtension static final Portal PORTAL = new Portal();

  private static final LocatorAssertions.ContainsTextOptions PATIENCE =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  private static final String DROP =
      """
      (content) => {
        const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], 'hello.jar', { type: 'application/java-archive' }));
        for (const type of ['dragenter', 'dragover', 'drop']) {
          const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
        }
      }
      """;

  private static final String ALERTING =
      """
      {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
       "metadata": {"name": "alerting", "links": [{"url": "https://%s"}]},
       "spec": {"type": "service", "lifecycle": "production", "owner": "guest"}}
      """;

  private static final Map<String, String> PAGES =
      Map.of(
          "/admin/plugins", "Part of the server",
          "/admin/plugins/catalog", "Routes",
          "/admin/health", "Scheduled tasks",
          "/admin/config", "permission",
          "/admin/ingestion", "sample-catalog",
          "/admin/schedules", "every",
          "/admin/audit", "Verify the chain",
          "/settings", "Appearance",
          "/settings/tokens", "You have no access token",
          "/notifications", "Unread");

  static Stream<String> pages() {
    return PAGES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_is_accessible_and_fits(String path) {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks("operate" + path.replace('/', '-'), path, PAGES.get(path));
    }
  }

  @Test
  void a_plugin_is_dropped_stopped_started_updated_and_removed() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/admin/plugins");
      Page page = portal.page();
      assertThat(button(page, "Install a plugin").first()).isVisible();

      page.evaluate(DROP, Base64.getEncoder().encodeToString(hello("1.0.0").bytes()));
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("Install Hello?");
      assertThat(dialog).containsText("Unsigned");
      portal.checkAccessibility();
      portal.screenshot("operate-plugin-preview");
      button(dialog, "Install").click();
      assertThat(dialog).containsText("Hello 1.0.0 is live.", PATIENCE);
      portal.screenshot("operate-plugin-live");
      button(dialog, "Close").last().click();

      Locator tile = page.locator("[data-plugin=hello]");
      assertThat(tile).hasAttribute("data-state", "ACTIVE");
      button(tile, "Stop").click();
      assertThat(tile).hasAttribute("data-state", "STOPPED");
      button(tile, "Start").click();
      assertThat(tile).hasAttribute("data-state", "ACTIVE");

      choose(page, hello("1.1.0"));
      assertThat(dialog).containsText("1.0.0 → 1.1.0");
      button(dialog, "Update").click();
      assertThat(dialog).containsText("Hello 1.1.0 is live.", PATIENCE);
      button(dialog, "Close").last().click();

      choose(page, broken("1.2.0"));
      button(dialog, "Update").click();
      assertThat(dialog).containsText("Hello 1.1.0 runs on, as before.", PATIENCE);
      button(dialog, "Close").last().click();
      assertThat(tile).containsText("The update to 1.2.0 was taken back");

      tile.getByRole(AriaRole.LINK).click();
      assertThat(page.getByRole(AriaRole.LOG)).containsText("ACTIVE");
      portal.checkAccessibility();
      portal.screenshot("operate-plugin-detail");
      button(page, "Remove").click();
      assertThat(dialog).containsText("GET /api/hello/greeting");
      button(dialog, "Remove").click();
      assertThat(page).hasURL(Pattern.compile("/admin/plugins$"));
      assertThat(tile).hasCount(0);
    }
  }

  @Test
  void an_alert_of_the_audit_log_is_acknowledged() throws Exception {
    ServerProcess server = PORTAL.server();
    for (String host : List.of("a.example.com", "b.example.com")) {
      server.sendJson(
          "PUT",
          "/api/catalog/entities/by-name/component/default/alerting",
          ServerProcess.TOKEN,
          ALERTING.formatted(host));
    }
    Poll.until(
        "the alert",
        Duration.ofSeconds(30),
        () -> server.get("/api/audit-detection/alerts?rule=D4", server.adminToken()).body(),
        alerts -> alerts.contains("component:default/alerting"));
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      // Who only may look gets no button.
      Page page = portal.page();
      page.route(
          "**/api/permission/authorize",
          route -> {
            if (String.valueOf(route.request().postData()).contains("alerts.acknowledge")) {
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody("{\"items\": [{\"id\": \"acknowledge\", \"result\": \"DENY\"}]}"));
            } else {
              route.resume();
            }
          });
      portal.open("/audit-alerts");
      assertThat(page.locator("cb-entity-link[ref='component:default/alerting']").first())
          .isVisible();
      assertThat(page.getByText("Acknowledge", new Page.GetByTextOptions().setExact(true)))
          .hasCount(0);
      page.unroute("**/api/permission/authorize");
      portal.open("/audit-alerts");
      Locator open =
          page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(Pattern.compile("Acknowledge: .*alerting")));
      assertThat(open).isVisible();
      portal.checkAccessibility();
      portal.screenshot("operate-audit-alerts");
      open.click();
      Locator dialog = page.locator("cb-dialog");
      dialog.getByRole(AriaRole.TEXTBOX).fill("The move was announced");
      portal.checkAccessibility();
      button(dialog, "Acknowledge").click();
      assertThat(open).hasCount(0);
      portal.open("/audit-alerts?state=acknowledged");
      portal.sees("The move was announced");
      assertThat(page.locator("nav").getByText("Audit alerts")).hasCount(1);
    }
  }

  @Test
  void a_file_that_is_no_jar_is_refused_in_words() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/admin/plugins");
      Page page = portal.page();
      assertThat(button(page, "Install a plugin").first()).isVisible();
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("x.jar", "application/java-archive", "no jar".getBytes()));
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("The server refuses this jar");
      assertThat(button(dialog, "Install")).isDisabled();
    }
  }

  @Test
  void the_audit_log_is_filtered_by_the_address_and_verified() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/admin/audit?eventId=entity-mutate&targetKind=entity");
      Page page = portal.page();
      Locator entries = page.locator("[data-event]");
      assertThat(
              entries
                  .filter(new Locator.FilterOptions().setHasText("The ingestion created"))
                  .first())
          .isVisible();
      assertThat(page.locator("[data-event]:not([data-event=entity-mutate])")).hasCount(0);
      button(page, "Remove the filter Event").click();
      assertThat(page).hasURL(Pattern.compile("/admin/audit\\?targetKind=entity$"));
      button(entries.first(), "Details").click();
      assertThat(entries.first()).containsText("sha256:");
      button(page, "Verify the chain").click();
      assertThat(page.locator("[data-state=whole]")).containsText("The log is whole", PATIENCE);
    }
  }

  @Test
  void why_something_is_missing_is_one_question_away() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/admin/ingestion");
      Page page = portal.page();
      page.getByLabel("A reference, such as component:default/tickets").fill("no-such-thing");
      button(page, "Ask").click();
      assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Not in the catalog");
      assertThat(page).hasURL(Pattern.compile("why=no-such-thing"));
    }
  }

  @Test
  void a_task_is_run_now() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/admin/schedules");
      Page page = portal.page();
      button(page.locator("[data-task=purge-changes]"), "Run now: purge-changes").click();
      portal.sees("purge-changes runs.");
    }
  }

  @Test
  void theme_and_language_change_at_once_and_stay() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/settings");
      Page page = portal.page();
      page.getByLabel("Dark").check();
      assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
      page.getByLabel("Language").selectOption("de");
      assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Einstellungen");
      portal.open("/admin/plugins");
      assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
      portal.sees("Teil des Servers");
      portal.checkAccessibility();
      portal.screenshot("operate-german");
    }
  }

  @Test
  void an_access_token_is_shown_once_and_revoked() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/settings/tokens");
      Page page = portal.page();
      button(page, "New token").click();
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByLabel("Name").fill("nightly report");
      portal.checkAccessibility();
      button(dialog, "Make the token").click();
      assertThat(dialog.locator("[data-secret]")).containsText("cbp_");
      button(dialog, "I have it").click();
      Locator token = page.locator("[data-token='nightly report']");
      assertThat(token).containsText("catalog · read");
      button(token, "Revoke").click();
      button(page.getByRole(AriaRole.DIALOG), "Revoke").click();
      assertThat(token).hasCount(0);
    }
  }

  private static SampleVariant hello(String version) {
    return SampleVariant.hello(version);
  }

  /** A version that cannot start. */
  private static SampleVariant broken(String version) {
    return hello(version)
        .replace("OSGI-INF/", "implementation class=\"[^\"]+\"", "implementation class=\"x.Y\"");
  }

  private static void choose(Page page, SampleVariant jar) {
    page.locator("input[type=file]")
        .setInputFiles(new FilePayload("hello.jar", "application/java-archive", jar.bytes()));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Locator place, String name) {
    return place.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
