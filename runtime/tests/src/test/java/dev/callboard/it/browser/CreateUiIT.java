package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Having things made: from the import of a template to the entity that its run has left. */
class CreateUiIT {
  @RegisterExtension static final Portal PORTAL = new Portal();

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String MAKING =
      """
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata: {name: making, title: Making of, description: Makes what the journey looks for.}
      spec:
        type: journey
        owner: group:default/platform
        parameters:
          - title: What is it?
            required: [name, owner, pass]
            properties:
              name: {title: Name, type: string, ui:field: EntityNamePicker, ui:autofocus: true}
              owner: {title: Owner, type: string, ui:field: OwnerPicker}
              pass: {title: Passphrase, type: string, minLength: 4, ui:field: Secret}
          - title: How big?
            required: [size]
            properties:
              size: {title: Size, type: string, enum: [s, l], enumNames: [Small, Large]}
              parts: {title: Parts, type: array, items: {type: string, minLength: 2}}
            dependencies:
              size:
                oneOf:
                  - properties: {size: {enum: [s]}}
                  - properties: {size: {enum: [l]}, reason: {title: Reason, type: string}}
                    required: [reason]
        steps:
          - id: write
            name: Write the catalog file
            action: catalog:write
            input: {entity: {apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: '${{ parameters.name }}'}, spec: {type: service, lifecycle: experimental, owner: '${{ parameters.owner }}'}}}
          - {id: register, name: Register it, action: 'catalog:register', input: {catalogInfoUrl: 'http://%1$s/made.yaml'}}
        output:
          links: [{title: Open in the catalog, entityRef: '${{ steps.register.output.entityRef }}'}]
          text: [{title: Made, content: 'It is **there**.'}]
      ---
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata: {name: dawdling, title: Dawdling, description: Takes its time.}
      spec:
        type: journey
        owner: group:default/platform
        steps:
          - {id: wait, name: Wait a minute, action: 'debug:wait', input: {seconds: 60}}
      """;

  private static final String MADE =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: made-by-journey, title: Made by a journey}
      spec: {type: service, lifecycle: experimental, owner: group:default/platform}
      """;

  private static String making;

  @BeforeAll
  static void offer() {
    // A busy machine reads, registers and runs more slowly than the usual five seconds.
    PlaywrightAssertions.setDefaultAssertionTimeout(SOON.toMillis());
    PORTAL.files().put("/made.yaml", MADE);
    making = PORTAL.files().put("/making.yaml", MAKING.formatted(PORTAL.files().host()));
  }

  /** Other classes share the catalog. */
  @AfterAll
  static void forget() throws Exception {
    ServerProcess server = PORTAL.server();
    server.send(
        "DELETE",
        "/api/catalog/entities/by-name/component/default/first-steps",
        ServerProcess.TOKEN,
        Map.of(),
        null);
    for (JsonNode location : server.json("/api/catalog/locations")) {
      server.send(
          "DELETE",
          "/api/catalog/locations/" + location.at("/data/id").asText(),
          ServerProcess.TOKEN,
          Map.of(),
          null);
    }
  }

  /** Returns the last one of a name: the list of steps comes before the form with its buttons. */
  private static Locator button(PortalPage page, String name) {
    return page.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .last();
  }

  private static void register(PortalPage page) {
    page.open("/catalog-import");
    page.page().getByLabel("Address").fill(making);
    button(page, "Look at it").click();
    page.sees("2 entities were found");
    page.checkAccessibility();
    page.screenshot("import-review");
    Locator first = button(page, "Register");
    (first.isVisible() ? first : button(page, "Read again")).click();
    assertThat(page.page().getByText("In the catalog", exact())).hasCount(2);
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static void fillFirstPage(PortalPage page) {
    page.page().getByLabel("Name").fill("made-by-journey");
    Locator owner =
        page.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Owner"));
    owner.fill("Platf");
    page.page().getByRole(AriaRole.OPTION).first().click();
    page.page().getByLabel("Passphrase").fill("open sesame");
  }

  @Test
  void a_template_is_registered_run_and_what_it_made_is_in_the_catalog() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      register(page);
      page.open("/create?type=journey");
      page.page()
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Making of").setExact(true))
          .click();
      button(page, "Next").click();
      assertThat(page.page().getByText("This is needed.", exact())).hasCount(3);
      page.checkAccessibility();
      page.screenshot("wizard-mistakes");
      fillFirstPage(page);
      button(page, "Next").click();
      page.page().getByLabel("Size").selectOption("Large");
      page.page().getByLabel("Reason").fill("It grows.");
      button(page, "Add").click();
      button(page, "Review").click();
      page.page().locator("[id='root_parts_0']").fill("lid");
      button(page, "Review").click();
      page.sees("made-by-journey");
      page.sees("Large");
      page.sees("lid");
      assertEquals(0, page.page().getByText("open sesame").count());
      button(page, "Show the files").click();
      assertThat(page.page().getByRole(AriaRole.FIGURE)).containsText("name: made-by-journey");
      page.checkAccessibility();
      page.screenshot("wizard-review");
      button(page, "Create").click();
      assertThat(page.page()).hasTitle(Pattern.compile("^Done · Making of"));
      page.sees("Finished step Register it");
      page.checkAccessibility();
      page.screenshot("task-done");
      page.page()
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open in the catalog"))
          .click();
      assertThat(page.page())
          .hasURL(Pattern.compile(".*/catalog/default/component/made-by-journey"));
      page.open("/create/tasks");
      page.sees("Making of");
    }
  }

  @Test
  void a_newcomer_makes_a_service_without_a_repository_and_finds_it() {
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      page.open("/create/templates/default/java-service");
      page.page().getByLabel("Name").fill("first-steps");
      page.page().getByLabel("Description").fill("Made by a newcomer.");
      choose(page, "Owner", "Venue Tech");
      choose(page, "System", "Venue Operations");
      button(page, "Next").click();
      button(page, "Next").click();
      assertThat(page.page().getByLabel("Try it out: only an entry in the catalog")).isChecked();
      assertEquals(0, page.page().getByLabel("Host").count());
      page.checkAccessibility();
      page.screenshot("newcomer-where");
      button(page, "Review").click();
      button(page, "Create").click();
      assertThat(page.page()).hasTitle(Pattern.compile("^Done · Java service"));
      page.checkAccessibility();
      page.screenshot("newcomer-done");
      page.page()
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open in the catalog"))
          .click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/catalog/default/component/first-steps"));
      page.sees("Made by a newcomer.");
      Locator main = page.page().getByRole(AriaRole.MAIN);
      for (String ref : List.of("group/venue-tech", "system/venue-operations")) {
        assertThat(main.locator("a[href$='/catalog/default/" + ref + "']").first()).isVisible();
      }
      page.checkAccessibility();
      page.screenshot("newcomer-entity");
      page.open("/search?query=first-steps");
      page.page().locator("a[href$='/component/first-steps']").first().waitFor();
    }
  }

  /**
   * By keyboard: options are drawn anew while they are narrowed, and a click may meet one that
   * goes.
   */
  private static void choose(PortalPage page, String field, String option) {
    Locator box =
        page.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(field));
    box.fill(option);
    assertThat(page.page().getByRole(AriaRole.OPTION).first()).containsText(option);
    box.press("ArrowDown");
    box.press("Enter");
    assertThat(box).hasValue(option);
    assertThat(page.page().getByRole(AriaRole.LISTBOX)).hasCount(0);
  }

  @Test
  void secrets_are_neither_kept_in_the_draft_nor_among_the_values() throws Exception {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      register(page);
      page.open("/create/templates/default/making");
      fillFirstPage(page);
      String kept =
          (String) page.page().evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])");
      assertFalse(kept.contains("sesame"), kept);
      page.page().reload();
      assertThat(page.page().getByLabel("Name")).hasValue("made-by-journey");
      assertThat(page.page().getByLabel("Passphrase")).hasValue("");
      page.page().getByLabel("Passphrase").fill("open sesame");
      button(page, "Next").click();
      page.page().getByLabel("Size").selectOption("Small");
      button(page, "Review").click();
      button(page, "Create").click();
      assertThat(page.page()).hasURL(Pattern.compile(".*/create/tasks/.*"));
      String id = page.page().url().replaceAll(".*/", "");
      JsonNode task = PORTAL.server().json("/api/scaffolder/v2/tasks/" + id);
      assertEquals("***********", task.at("/spec/parameters/pass").asText());
      assertFalse(task.toString().contains("sesame"), task::toString);
    }
  }

  @Test
  void a_run_is_cancelled_and_tried_again() throws Exception {
    try (PortalPage page = PORTAL.enter(Look.DARK)) {
      register(page);
      page.open("/create/templates/default/dawdling");
      button(page, "Create").click();
      assertThat(page.page()).hasTitle(Pattern.compile("^(Running|Waiting) · Dawdling"));
      page.checkAccessibility();
      page.screenshot("task-running");
      button(page, "Cancel").click();
      assertThat(page.page()).hasTitle(Pattern.compile("^Cancelled · Dawdling"));
      button(page, "Try again").click();
      assertThat(page.page()).hasTitle(Pattern.compile("^(Running|Waiting) · Dawdling"));
      button(page, "Cancel").click();
      assertThat(page.page()).hasTitle(Pattern.compile("^Cancelled · Dawdling"));
      String id = page.page().url().replaceAll(".*/", "");
      Poll.until(
          "the task to end",
          SOON,
          () -> PORTAL.server().json("/api/scaffolder/v2/tasks/" + id).get("status").asText(),
          // As in Backstage: the page says from the events that somebody stopped it.
          "failed"::equals);
    }
  }

  @Test
  void a_template_is_written_and_tried() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/create/edit");
      page.sees("Nothing is wrong with it.");
      page.page().getByLabel("Name").fill("tried");
      Locator owner =
          page.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Owner"));
      owner.fill("Platf");
      page.page().getByRole(AriaRole.OPTION).first().waitFor();
      owner.press("ArrowDown");
      owner.press("Enter");
      button(page, "Dry run").click();
      assertThat(page.page().getByRole(AriaRole.FIGURE)).containsText("name: tried");
      page.checkAccessibility();
      page.screenshot("editor-dry-run");
      page.page().locator(".cm-content").click();
      page.page().keyboard().press("Control+End");
      page.page().keyboard().type("\t: [");
      page.page().locator("li", new Page.LocatorOptions().setHasText("Line ")).first().waitFor();
    }
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        Arguments.of("create", "/create", "Java service"),
        Arguments.of("wizard", "/create/templates/default/java-service", "What is it?"),
        Arguments.of("tasks", "/create/tasks?whose=all", "Every run of a template"),
        Arguments.of("editor", "/create/edit", "Nothing is wrong with it."),
        Arguments.of("fields", "/create/edit?view=fields&field=RepoUrlPicker", "Host"),
        Arguments.of("actions", "/create/actions?id=catalog:write", "catalog:write"),
        Arguments.of("extensions", "/create/actions?view=extensions", "parseRepoUrl"),
        Arguments.of("import", "/catalog-import", "Register existing"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_page_of_creation_fits_and_is_accessible(String name, String path, String seen) {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.checkLooks(name, path, seen);
    }
  }
}
