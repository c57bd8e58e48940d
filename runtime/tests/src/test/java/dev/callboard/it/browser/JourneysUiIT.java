package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What takes more than one page, or more than the browser, to come to its end. */
class JourneysUiIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** More than may be deleted without anybody being asked. */
  private static final int MANY = 130;

  private static final String FIRST = "zz-prop-001";

  private static final String ASKING =
      """
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata: {name: asking, title: Asking, description: Asks before it goes on.}
      spec:
        type: journey
        owner: group:default/platform
        formDecorators: [{id: nobody-brings-this}]
        steps:
          - id: ask
            name: Ask
            action: approval:request
            input: {approvers: ['user:default/guest'], allowInitiator: true, message: 'May **it** go on?'}
          - {id: say, name: Say so, action: 'debug:log', input: {message: 'It went on'}}
      """;

  private static final String OPENING =
      """
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata:
        name: opening
        annotations: {callboard.dev/opens-pull-request: catalog-info}
      spec:
        type: journey
        owner: group:default/platform
        parameters:
          - title: What is it?
            required: [repoUrl]
            properties:
              repoUrl:
                title: Where
                type: string
                ui:field: RepoUrlPicker
                ui:options:
                  requestUserCredentials: {secretsKey: TOKEN, additionalScopes: {github: [workflow]}}
              entity:
                type: object
                properties:
                  metadata: {type: object, properties: {name: {title: Name, type: string}}}
        steps:
          - {id: say, name: Say so, action: 'debug:log', input: {message: 'It would'}}
      """;

  @RegisterExtension static final Portal PORTAL = new Portal();

  /** Other classes share the catalog. */
  @AfterAll
  static void forget() throws Exception {
    for (JsonNode location : PORTAL.server().json("/api/catalog/locations")) {
      send("DELETE", "/api/catalog/locations/" + location.at("/data/id").asText(), "");
    }
    JsonNode left = PORTAL.server().json("/api/catalog/entities?filter=metadata.name=" + FIRST);
    for (JsonNode entity : left) {
      send("DELETE", "/api/catalog/entities/by-uid/" + entity.at("/metadata/uid").asText(), "");
    }
  }

  private static int send(String method, String path, String body) throws Exception {
    var answer = PORTAL.server().sendJson(method, path, ServerProcess.TOKEN, body);
    return answer.statusCode();
  }

  private static void register(String file, String text) throws Exception {
    String target = PORTAL.files().put(file, text);
    String body = "{\"type\": \"url\", \"target\": \"%s\"}".formatted(target);
    assertEquals(201, send("POST", "/api/catalog/locations?onConflict=refresh", body));
  }

  private static String props(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: zz-prop-%03d}
                spec: {type: prop, lifecycle: experimental, owner: group:default/platform}
                """
                    .formatted(number))
        .collect(Collectors.joining("---\n"));
  }

  private static int propsInCatalog() throws Exception {
    return PORTAL
        .server()
        .json("/api/catalog/entities/by-query?filter=spec.type=prop&limit=0")
        .path("totalItems")
        .asInt();
  }

  private static void awaitProps(int count) {
    Poll.until(count + " props", SOON, JourneysUiIT::propsInCatalog, found -> found == count);
  }

  private static void awaitTemplate(String name) {
    String path = "/api/catalog/entities?filter=kind=template,metadata.name=" + name;
    Poll.until(name, SOON, () -> PORTAL.server().json(path).size(), found -> found == 1);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Locator place, String name) {
    return place.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void a_held_deletion_is_kept_then_approved_and_one_of_it_comes_back_from_the_trash()
      throws Exception {
    register("/props.yaml", props(MANY));
    awaitProps(MANY);
    register("/props.yaml", props(2));
    Poll.until(
        "a held deletion",
        SOON,
        () -> PORTAL.server().json("/api/catalog/ingestion/pending-deletions").path("items").size(),
        held -> held == 1);
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/admin/ingestion/deletions");
      Page page = portal.page();
      Locator held = page.locator("[data-deletion]");
      assertThat(held).containsText("128 of 131 entities would go");
      button(held, "What would go?").click();
      assertThat(held).containsText("zz-prop-003");
      portal.checkAccessibility();
      portal.screenshot("held-deletion");
      button(held, "Keep them").click();
      assertThat(held).containsText("kept");
      assertEquals(MANY, propsInCatalog());
      button(held, "Delete 128 entities").click();
      portal.sees("128 entities have been deleted. They are in the trash.");
      assertThat(held).hasCount(0);
      awaitProps(2);

      // The one that is restored is named first: what else is in the trash may have any order.
      register("/props.yaml", "kind: Nothing");
      send("DELETE", "/api/catalog/entities/by-uid/" + uid(FIRST), "");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Trash").setExact(true))
          .click();
      Locator deleted =
          page.getByRole(AriaRole.LISTITEM)
              .filter(new Locator.FilterOptions().setHasText("component:default/" + FIRST));
      portal.screenshot("trash");
      button(deleted.first(), "Restore").click();
      portal.sees("component:default/" + FIRST + " is back.");
      button(page, "Open").click();
      assertThat(page).hasURL(Pattern.compile("/catalog/default/component/" + FIRST + "$"));
      assertThat(page.getByRole(AriaRole.HEADING).first()).containsText(FIRST);
    }
  }

  private static String uid(String name) throws Exception {
    return PORTAL
        .server()
        .json("/api/catalog/entities/by-name/component/default/" + name)
        .at("/metadata/uid")
        .asText();
  }

  @Test
  void a_notification_arrives_while_a_page_is_open_and_can_be_switched_off() throws Exception {
    try (PortalPage portal = PORTAL.enter(Look.DARK)) {
      portal.open("/settings");
      Page page = portal.page();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign-in")).click();
      portal.sees("Signed in with guest.");
      notifyAll("The curtain rises");
      portal.sees("The curtain rises");
      assertThat(
              page.getByRole(
                  AriaRole.LINK,
                  new Page.GetByRoleOptions()
                      .setName(Pattern.compile("Notifications, \\d+ unread"))))
          .isVisible();
      button(page, "Open").click();
      assertThat(page).hasURL(Pattern.compile("/notifications"));
      assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("Notifications");
      portal.sees("The curtain rises");
      notifyAll("The curtain falls");
      portal.sees("The curtain falls");
      portal.checkAccessibility();
      portal.screenshot("notification-list");
      portal.open("/settings/notifications");
      Locator sender = page.getByRole(AriaRole.CHECKBOX).first();
      sender.uncheck();
      portal.open("/settings/notifications");
      assertThat(sender).not().isChecked();
      sender.check();
      portal.checkAccessibility();
    }
  }

  private static void notifyAll(String title) throws Exception {
    String body =
        "{\"recipients\": {\"type\": \"broadcast\"}, \"payload\": {\"title\": \"%s\"}}"
            .formatted(title);
    assertEquals(200, send("POST", "/api/notifications/notifications", body));
  }

  @Test
  void a_task_waits_for_an_answer_and_goes_on_with_it() throws Exception {
    register("/asking.yaml", ASKING);
    awaitTemplate("asking");
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/create/templates/default/asking");
      Page page = portal.page();
      portal.sees("The template asks for “nobody-brings-this” before it starts");
      button(page, "Create").click();
      Locator card =
          page.getByRole(
              AriaRole.REGION, new Page.GetByRoleOptions().setName("Ask waits for an answer"));
      assertThat(card).containsText("May it go on?");
      portal.checkAccessibility();
      portal.screenshot("task-approval");
      card.getByLabel("Comment").fill("Break a leg");
      button(card, "Approve").click();
      assertThat(card).hasCount(0);
      assertThat(page).hasTitle(Pattern.compile("^Done · Asking"));
      portal.sees("approved the request: Break a leg");
    }
  }

  @Test
  void a_repository_without_a_catalog_file_leads_to_the_template_that_opens_a_pull_request()
      throws Exception {
    register("/opening.yaml", OPENING);
    awaitTemplate("opening");
    try (PortalPage portal = PORTAL.enter(Look.PHONE)) {
      Page page = portal.page();
      // The repository is at a host that nobody asks in a test.
      page.route(
          "**/api/catalog/analyze-location",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody(
                          """
                          {"existingEntityFiles": [], "generateEntities": [{"fields": [], "entity": {
                            "apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                            "metadata": {"name": "shop"}, "spec": {"type": "other", "lifecycle": "unknown"}}}]}
                          """)));
      portal.open("/catalog-import?url=https://github.com/acme/shop/tree/main");
      Locator way =
          page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open a pull request"));
      assertThat(way).isVisible();
      portal.checkWidth();
      portal.checkAccessibility();
      portal.screenshot("import-proposal");
      way.click();
      assertThat(page.getByLabel("Repository").last()).hasValue("shop");
      assertThat(page.getByLabel("Name")).hasValue("shop");
      assertThat(page.getByLabel("Your access token for github.com"))
          .hasAttribute("type", "password");
      button(page, "Review").last().click();
      portal.sees("github.com/acme/shop");
    }
  }

  @Test
  void filters_are_chosen_by_keyboard_and_going_back_takes_them_off() {
    try (PortalPage portal = PORTAL.enter(Look.LIGHT)) {
      portal.open("/catalog");
      Page page = portal.page();
      portal.sees("Box Office Classic");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Type"))
          .first()
          .press("Enter");
      Locator list = page.getByRole(AriaRole.LISTBOX);
      assertThat(list.getByRole(AriaRole.OPTION).first()).isFocused();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      assertThat(page).hasURL(Pattern.compile("type(%5D|\\])=library"));
      page.keyboard().press("Escape");
      assertThat(list).hasCount(0);
      assertThat(page.getByText("Box Office Classic")).hasCount(0);
      portal.sees("Design System");
      String narrowed = page.url();
      page.keyboard().press("/");
      page.keyboard().type("seat");
      assertThat(page.getByText("Design System")).hasCount(0);
      portal.sees("Seat Map Editor");
      page.goBack();
      portal.sees("Box Office Classic");
      assertNotEquals(narrowed, page.url());
      page.goForward();
      portal.sees("Seat Map Editor");
      assertThat(page.getByText("Box Office Classic")).hasCount(0);
    }
  }
}
