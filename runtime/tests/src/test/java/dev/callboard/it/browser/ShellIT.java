package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing in, and the frame around all pages. */
class ShellIT {
  @RegisterExtension static final Portal PORTAL = new Portal();

  static Stream<Look> looks() {
    return Look.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void a_guest_signs_in_and_sees_the_frame(Look look) {
    try (PortalPage page = PORTAL.window(look)) {
      page.page().navigate("/");
      var enter =
          page.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("guest"));
      enter.waitFor();
      page.checkAccessibility();
      page.checkWidth();
      page.screenshot("sign-in");
      enter.click();
      page.page().locator("nav").first().waitFor();
      page.checkAccessibility();
      page.checkWidth();
      page.screenshot("frame");
    }
  }

  @Test
  void who_was_here_before_comes_in_without_being_asked() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/catalog");
      assertThat(page.page()).hasURL(java.util.regex.Pattern.compile(".*/catalog.*"));
    }
  }

  @Test
  void a_page_of_its_own_loads_when_it_is_first_shown() {
    try (PortalPage page = PORTAL.enter(Look.LIGHT)) {
      page.open("/settings");
      List<String> asked = page.takeRequests();
      assertTrue(asked.stream().anyMatch(path -> path.contains("/SettingsPage-")), asked::toString);
      assertEquals(
          0, asked.stream().filter(path -> path.contains("/GraphPage-")).count(), asked::toString);
    }
  }
}
