package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.UiBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plugins that come, change and go in front of an open browser. */
class LiveUiIT {
  /** Two seconds where nothing else is at work; tests side by side wait for a processor longer. */
  private static final double AT_ONCE = Boolean.getBoolean("callboard.long") ? 2_000 : 20_000;

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String COMPONENT = "design-system";

  @RegisterExtension static final Portal PORTAL = new Portal();

  @AfterEach
  void removePlugins() throws Exception {
    for (String id : List.of("hello-ui", "broken-ui")) {
      Files.deleteIfExists(jar(id));
      awaitState(id, "");
    }
  }

  @Test
  void a_plugin_appears_in_an_open_browser_changes_and_goes() throws Exception {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/catalog");
      assertThat(entry(page)).hasCount(0);
      page.takeRequests();

      UiBundle.of("hello-ui", "1.0.0")
          .folder(Product.root().resolve("plugins-sample/hello-ui/ui"))
          .drop(jar("hello-ui"));
      awaitState("hello-ui", "ACTIVE");
      assertThat(entry(page)).isVisible(within());
      assertEquals(List.of(), modules(page.takeRequests()), "nothing of it is shown yet");

      entry(page).click();
      page.sees("Hello from a plugin, written in plain JavaScript.");
      assertEquals(1, modules(page.takeRequests()).size(), "the module loads once");
      page.page().getByRole(AriaRole.BUTTON, named("Count the components")).click();
      page.sees("components.");
      page.page().getByRole(AriaRole.LINK, named("Box Office")).waitFor();
      page.checkAccessibility();
      page.screenshot("plugin-page");

      page.open("/");
      page.sees("A plugin may greet you at home, too.");
      Locator chart = page.page().getByRole(AriaRole.REGION, named("What is in the catalog"));
      chart.getByRole(AriaRole.LINK, tab("System")).click();
      page.page().waitForURL("**/catalog?filters*kind*=System*");
      page.page().navigate("/catalog?filters[spec.system]=engineering-platform");
      assertThat(page.page().getByRole(AriaRole.BUTTON, startsWith("System")).first()).isVisible();
      page.sees("Design System");
      page.open("/catalog/default/component/%s".formatted(COMPONENT));
      page.sees("Hello, " + COMPONENT + ".");
      Locator table = page.page().getByRole(AriaRole.REGION, named("Of the same owner"));
      assertThat(table.getByRole(AriaRole.ROW)).hasCount(4);
      assertThat(table.getByText("production").first()).isVisible();
      assertThat(page.page().getByRole(AriaRole.LINK, named("Find its name")))
          .hasAttribute("href", "/search?query=" + COMPONENT);
      page.checkAccessibility();
      page.screenshot("plugin-card");
      page.page().locator("main").getByRole(AriaRole.LINK, tab("Hello")).click();
      page.sees("This tab knows that " + COMPONENT + " belongs to");
      page.screenshot("plugin-tab");
      entry(page).click();

      UiBundle.of("hello-ui", "2.0.0")
          .file(
              "ui/ui.json",
              """
              {"modules": {"main": "hello.js"},
               "pages": [{"id": "page", "path": "/hello", "title": "Hello", "element": "hello-page"}],
               "nav": [{"id": "nav", "path": "/hello", "title": "Hello again"}],
               "translations": {"en": {"hello-ui": {"text": "The second version."}}}}
              """)
          .file(
              "ui/hello.js",
              """
              class HelloPage extends HTMLElement {
                connectedCallback() { this.textContent = this.apis.t('text'); }
              }
              export const elements = {'hello-page': HelloPage};
              """)
          .drop(jar("hello-ui"));
      Poll.until(
          "the second version",
          SOON,
          () -> PORTAL.server().json("/api/plugins/hello-ui").path("version").asText(),
          "2.0.0"::equals);
      assertThat(page.page().getByRole(AriaRole.LINK, named("Hello again"))).isVisible(within());
      page.sees("The second version.");

      Files.delete(jar("hello-ui"));
      awaitState("hello-ui", "");
      assertThat(entry(page))
          .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(AT_ONCE));
      page.sees("This page came with a plugin that has been removed");
      page.checkAccessibility();
      page.screenshot("plugin-gone");
    }
  }

  @Test
  void a_broken_module_shows_an_error_in_its_place_and_the_rest_works() throws Exception {
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      page.expect("broken|boom|could not be loaded");
      page.open("/");
      UiBundle.of("broken-ui", "1.0.0")
          .file(
              "ui/ui.json",
              """
              {"modules": {"main": "broken.js", "thrower": "thrower.js"},
               "pages": [
                 {"id": "syntax", "path": "/broken", "title": "Broken", "element": "broken-page"},
                 {"id": "throws", "path": "/throws", "title": "Throws", "module": "thrower", "element": "throwing-page"},
                 {"id": "taken", "path": "/catalog/mine", "title": "Taken", "element": "broken-page"}],
               "nav": [
                 {"id": "a", "path": "/broken", "title": "Broken"},
                 {"id": "b", "path": "/throws", "title": "Throws"}]}
              """)
          .file("ui/broken.js", "this is broken")
          .file(
              "ui/thrower.js",
              """
              class Thrower extends HTMLElement { connectedCallback() { throw new Error('boom'); } }
              export const elements = {'throwing-page': Thrower};
              """)
          .drop(jar("broken-ui"));
      awaitState("broken-ui", "ACTIVE");
      for (String title : List.of("Broken", "Throws")) {
        page.page().getByRole(AriaRole.LINK, named(title)).click();
        page.sees("A part of broken-ui does not work");
      }
      page.screenshot("plugin-broken");
      page.page().getByRole(AriaRole.LINK, named("Catalog")).click();
      assertThat(page.page().getByRole(AriaRole.HEADING).first()).isVisible();
      String problems = PORTAL.server().json("/api/health").toString();
      assertTrue(
          problems.contains("cannot be at /catalog/mine, which belongs to the portal"), problems);
    }
  }

  private static Path jar(String id) {
    return PORTAL.server().plugins().resolve(id + ".jar");
  }

  private static void awaitState(String id, String state) {
    Poll.until(
        id + " to be '" + state + "'",
        SOON,
        () -> {
          var answer =
              PORTAL
                  .server()
                  .get("/api/plugins/" + id, dev.callboard.it.support.ServerProcess.TOKEN);
          return answer.statusCode() == 404 ? "" : answer.body();
        },
        body -> state.isEmpty() ? body.isEmpty() : body.contains("\"" + state + "\""));
  }

  private static Locator entry(PortalPage page) {
    return page.page()
        .getByRole(AriaRole.NAVIGATION, named("Main"))
        .getByRole(AriaRole.LINK, tab("Hello"));
  }

  private static Locator.GetByRoleOptions tab(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions startsWith(String name) {
    return new Page.GetByRoleOptions().setName(java.util.regex.Pattern.compile("^" + name));
  }

  private static LocatorAssertions.IsVisibleOptions within() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(AT_ONCE);
  }

  private static List<String> modules(List<String> requests) {
    return requests.stream().filter(path -> path.matches("/plugins/.*\\.js")).distinct().toList();
  }
}
