package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages one reads: APIs, the graph, documentation, search. */
class ReadUiIT {
  @RegisterExtension static final Portal PORTAL = new Portal();

  private static final String CHECKOUT = "rootEntityRefs[]=component:default/checkout";

  static Stream<Arguments> pages() {
    return Stream.of(
        Arguments.of("apis", "/api-docs", "Checkout API"),
        Arguments.of("graph", "/catalog-graph?" + CHECKOUT, "Payments API"),
        Arguments.of("docs", "/docs", "Engineering Handbook"),
        Arguments.of("reader", "/docs/default/component/checkout/", "What it promises"),
        Arguments.of("search", "/search?query=checkout", "13 results"),
        Arguments.of("search-empty", "/search", "What are you looking for?"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_page_is_accessible_and_fits(String name, String path, String seen) {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks(name, path, seen);
    }
  }

  @Test
  void apis_are_narrowed_by_type_and_the_address_says_so() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/api-docs");
      page.sees("Checkout API");
      button(page, "Type").click();
      page.page().getByRole(AriaRole.OPTION, option("graphql")).click();
      assertThat(page.page()).hasURL(Pattern.compile(".*type=graphql.*"));
      page.sees("1 API");
      page.page().keyboard().press("Escape");
      page.page().getByRole(AriaRole.LINK, link("Fan Graph")).click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/catalog/default/api/fan-graph.*"));
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void the_definition_of_an_api_shows_in_its_form(String api, String seen) {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/catalog/default/api/" + api + "/definition");
      for (Look look : List.of(Look.LIGHT, Look.DARK)) {
        page.change(look);
        page.page().getByText(seen).first().waitFor();
        page.checkWidth();
        page.screenshot("definition-" + api);
      }
      page.page().getByText("Raw", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.page()).hasURL(Pattern.compile(".*view=raw.*"));
      page.page().getByRole(AriaRole.REGION, region("Definition as text")).waitFor();
      for (Look look : List.of(Look.LIGHT, Look.DARK)) {
        page.change(look);
        page.checkAccessibility();
      }
    }
  }

  static Stream<Arguments> definitions() {
    return Stream.of(
        Arguments.of("checkout-api", "Open a cart"),
        Arguments.of("order-events", "box-office.order.placed"),
        Arguments.of("gate-events", "venues.gate.entries"),
        Arguments.of("fan-graph", "transferTicket"),
        Arguments.of("gate-control", "WatchGates"));
  }

  @Test
  void the_graph_grows_is_filtered_and_leads_to_an_entity() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/catalog-graph?" + CHECKOUT);
      page.sees("11 entities, 10 relations");
      page.takeRequests();
      Locator list = page.page().getByRole(AriaRole.COMPLEMENTARY, landmark("What the graph"));
      list.getByRole(AriaRole.BUTTON, inner("more around Payments API")).click();
      assertThat(page.page()).hasURL(Pattern.compile(".*expanded.*payments-api.*"));
      page.sees("16 entities");
      long asked = page.takeRequests().stream().filter(path -> path.contains("by-refs")).count();
      assertTrue(asked <= 2, "requests for one step: " + asked);

      page.open("/catalog-graph?" + CHECKOUT + "&selectedKinds[]=api");
      page.sees("5 entities, 4 relations");
      list.getByRole(AriaRole.BUTTON, inner("Seats API").setExact(true)).click();
      page.page().getByRole(AriaRole.LINK, link("Open")).click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/catalog/default/api/seats-api.*"));
    }
  }

  @Test
  void the_graph_tells_the_way_between_two_and_becomes_a_picture() {
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      page.open(
          "/catalog-graph?rootEntityRefs[]=group:default/box-office&group=false&maxDepth=2"
              + "&chosen=group:default/box-office&to=api:default/payments-api");
      page.sees("consumes");
      page.screenshot("graph-path");
      Download picture =
          page.page().waitForDownload(() -> button(page, "Save as a picture").click());
      assertEquals("catalog-graph.png", picture.suggestedFilename());
    }
  }

  @Test
  void documentation_is_read_searched_and_turned() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/docs");
      page.page().getByRole(AriaRole.LINK, link("Checkout")).first().click();
      page.page().getByRole(AriaRole.HEADING, heading("What it promises")).waitFor();
      page.page().locator("a[rel=next]").click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/checkout/order-life/"));
      assertThat(page.page().locator(".cb-diagram svg").first()).isVisible();
      page.checkAccessibility();
      page.screenshot("reader-diagram");
      page.page().keyboard().press("]");
      assertThat(page.page()).hasURL(Pattern.compile(".*/checkout/runbook/"));
      page.page().getByRole(AriaRole.TEXTBOX, box("Search this documentation")).fill("promises");
      page.page().getByRole(AriaRole.LINK, link("What it promises")).first().click();
      assertThat(page.page()).hasURL(Pattern.compile(".*#what-it-promises"));
      page.page().getByRole(AriaRole.HEADING, heading("What it promises")).waitFor();
      page.open("/docs/default/component/checkout/nothing/");
      page.sees("This page is not in the documentation");
      page.open("/docs/default/component/seat-inventory/");
      page.sees("Nobody has written documentation for this yet");
    }
  }

  @Test
  void a_search_is_narrowed_and_its_results_lead_on() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/search");
      page.page().getByRole(AriaRole.SEARCHBOX).fill("checkout");
      page.sees("13 results");
      button(page, "Kind").click();
      page.page().getByRole(AriaRole.OPTION, option("API")).click();
      page.page().keyboard().press("Escape");
      page.sees("1 result");
      page.page().getByRole(AriaRole.LINK, link("Checkout API")).click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/catalog/default/api/checkout-api.*"));
      page.open("/search?query=qqqqqqqq");
      page.sees("Why is it missing?");
    }
  }

  @Test
  void X03_a_hostile_page_of_documentation_executes_nothing() {
    String hostile =
        "<html><body><article class='md-content__inner'><h1 id='config'>Hostile</h1>"
            + String.join("\n", HostileMarkup.ALL)
            + "<p>The end</p>"
            + HostileMarkup.OPEN
            + "</article></body></html>";
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.page()
          .addInitScript(
              "window.executed = [];"
                  + "window.alert = (what) => { window.executed.push(String(what)); };");
      page.page()
          .route(
              Pattern.compile(".*/static/docs/default/component/checkout/index.html"),
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setContentType("text/plain; charset=utf-8")
                          .setBody(hostile)));
      page.open("/docs/default/component/checkout/");
      page.page().getByText("The end").first().waitFor();
      // The browser tells of what it meets while the text is cleaned; none of it stays.
      page.expect("Executing inline event handler violates|Setting the document's base URI");
      Locator article = page.page().locator("article");
      article.locator("a").all().stream()
          .filter(Locator::isVisible)
          .limit(40)
          .forEach(link -> link.dispatchEvent("mouseover"));
      assertEquals(List.of(), page.page().evaluate("window.executed"));
      assertEquals(
          0,
          article
              .locator(
                  "script, iframe, object, embed, base, meta, form, link, template, foreignObject,"
                      + " [srcdoc], [formaction], :is(style, [style]):not(.cb-diagram *)")
              .count());
      assertEquals(List.of(), page.page().evaluate(HANDLERS));
      assertEquals(List.of(), page.page().evaluate(ADDRESSES));
      assertEquals(0, article.locator("#config, #root, #content, [name=body]").count());
    }
  }

  private static final String HANDLERS =
      """
      [...document.querySelectorAll('article *')]
        .flatMap((e) => e.getAttributeNames().filter((n) => n.startsWith('on')))
      """;

  private static final String ADDRESSES =
      """
      [...document.querySelectorAll('article [href], article [src], article [*|href]')]
        .map((e) => e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('xlink:href') ?? '')
        .filter((a) => /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data):/i.test(a.replace(/\\s/g, '')))
      """;

  private static Locator button(PortalPage page, String name) {
    return page.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
        .first();
  }

  private static Page.GetByRoleOptions option(String name) {
    return new Page.GetByRoleOptions().setName(Pattern.compile("^" + name));
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions heading(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions region(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions landmark(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions box(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions inner(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
