package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the catalog: the index, entities, groups and people, and the way in. */
class CatalogUiIT {
  @RegisterExtension static final Portal PORTAL = new Portal();

  private static final String CHECKOUT = "/catalog/default/component/checkout";

  static Stream<Arguments> pages() {
    return Stream.of(
        Arguments.of("home", "/", "Find your way"),
        Arguments.of("catalog", "/catalog", "Box Office Classic"),
        Arguments.of("entity", CHECKOUT, "Turns held seats into a paid order"),
        Arguments.of("relations", CHECKOUT + "/relations", "Consumes APIs"),
        Arguments.of("history", CHECKOUT + "/history", "Came"),
        Arguments.of("group", "/catalog/default/group/engineering", "Everyone who builds"),
        Arguments.of("missing", "/catalog/default/component/nothing", "is not in the catalog"),
        Arguments.of("nowhere", "/nowhere", "There is nothing here"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_page_is_accessible_and_fits(String name, String path, String seen) {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks(name, path, seen);
    }
  }

  @Test
  void the_index_asks_the_catalog_twice_and_once_for_what_is_typed() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/catalog");
      page.sees("Box Office Classic");
      assertEquals(2, catalogRequests(page), "requests for rows and filters");
      page.page().keyboard().press("/");
      page.page().keyboard().type("renderer");
      page.sees("1 entity");
      page.sees("Ticket Renderer");
      assertThat(page.page()).hasURL(Pattern.compile(".*text=renderer.*"));
      assertTrue(catalogRequests(page) <= 2, "typing without a pause is one question or two");
    }
  }

  private static long catalogRequests(PortalPage page) {
    return page.takeRequests().stream().filter(path -> path.startsWith("/api/catalog/")).count();
  }

  @Test
  void a_star_is_kept_by_the_server_and_can_be_filtered_by() {
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      page.open(CHECKOUT);
      button(page, "Star Checkout").click();
      assertThat(button(page, "Remove the star from Checkout")).isVisible();
      page.page().waitForResponse(Pattern.compile(".*multiget"), () -> page.open("/catalog"));
      page.page().getByText("Starred").first().click();
      page.sees("1 entity");
      page.sees("Checkout");
      button(page, "Remove the star from Checkout").click();
      page.sees("Nothing is starred");
    }
  }

  @Test
  void an_entity_tells_its_owner_and_leads_to_what_it_needs() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open(CHECKOUT);
      assertThat(page.page()).hasTitle("Checkout | Callboard");
      page.page().getByRole(AriaRole.LINK, named("Payments API")).first().click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/catalog/default/api/payments-api"));
      page.sees("Provided by");
      page.page().goBack();
      page.page().getByRole(AriaRole.LINK, named("Box Office")).first().click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/catalog/default/group/box-office"));
      page.sees("3 members");
    }
  }

  @Test
  void an_entity_is_inspected_and_says_why_it_cannot_be_taken_out() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open(CHECKOUT);
      button(page, "More actions").click();
      page.page().getByRole(AriaRole.MENUITEM, named("Inspect")).click();
      page.sees("It is served, from");
      page.checkAccessibility();
      segment(page, "YAML").click();
      page.sees("apiVersion");
      segment(page, "Ancestry").click();
      page.sees("Who brought it");
      page.page().keyboard().press("Escape");
      button(page, "More actions").click();
      page.page().getByRole(AriaRole.MENUITEM, named("Unregister")).click();
      page.sees("the configuration of the server names");
      page.checkAccessibility();
    }
  }

  @Test
  void a_change_shows_what_it_changed() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open(CHECKOUT + "/history");
      button(page, "What changed").first().click();
      page.sees("\"kind\": \"Component\"");
      page.checkAccessibility();
    }
  }

  @Test
  void members_of_subgroups_are_counted_when_asked_for() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/catalog/default/group/engineering");
      page.sees("1 member");
      page.page().getByText("With subgroups").click();
      assertThat(page.page().getByText(Pattern.compile("^1\\d members$"))).isVisible();
    }
  }

  @Test
  void the_home_page_is_arranged_and_stays_so() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/");
      page.sees("Find your way");
      arrange(page, "Find your way");
      assertThat(page.page().getByText("Find your way")).isHidden();
      page.page().reload();
      page.sees("Seen last");
      assertThat(page.page().getByText("Find your way")).isHidden();
      arrange(page, "Find your way");
      page.sees("Find your way");
    }
  }

  private static void arrange(PortalPage page, String widget) {
    button(page, "Arrange this page").click();
    Locator box = page.page().getByRole(AriaRole.CHECKBOX, named(widget));
    page.page().waitForResponse(Pattern.compile(".*/buckets/.*"), box::click);
    page.page().keyboard().press("Escape");
  }

  @Test
  void the_palette_finds_and_goes() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/");
      page.page().keyboard().press("Control+k");
      page.page().getByRole(AriaRole.COMBOBOX).fill("checkout");
      page.page().getByRole(AriaRole.OPTION, named("Checkout")).first().waitFor();
      page.checkAccessibility();
      page.page().keyboard().press("Enter");
      assertThat(page.page()).hasURL(Pattern.compile(".*/default/component/checkout.*"));
    }
  }

  @Test
  void the_pages_speak_german_too() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.page().addInitScript("localStorage.setItem('callboard.language', 'de')");
      page.open("/catalog");
      page.sees("20 Entitäten");
      page.open(CHECKOUT);
      page.sees("Eigner");
      assertThat(page.page().locator("html")).hasAttribute("lang", "de");
    }
  }

  private static Locator button(PortalPage page, String name) {
    return page.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator segment(PortalPage page, String name) {
    return page.page().getByText(name, new Page.GetByTextOptions().setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
