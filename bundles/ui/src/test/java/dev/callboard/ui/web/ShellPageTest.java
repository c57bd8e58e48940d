package dev.callboard.ui.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.signin.HeaderSignIn;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The page as browsers get it. */
class ShellPageTest {
  private static final String HTML =
      "<title>x</title><script type=\"application/json\" id=\"callboard-config\">{}</script><p>";
  private static final SignInProvider PAGE = () -> "oidc";
  private static final SignInProvider PROXY =
      new HeaderSignIn() {
        @Override
        public String id() {
          return "proxy";
        }

        @Override
        public SignInResult signIn(SignInContext context, Function<String, String> headers) {
          throw new UnsupportedOperationException();
        }
      };

  private static String page(Object... settings) {
    Config config = MapConfig.of(settings);
    ShellPage page = ShellPage.render(HTML, config, List.of(PAGE, PROXY), "1.2.3");
    return new String(page.plain(), StandardCharsets.UTF_8);
  }

  @Test
  void X02_aTitleCannotLeaveThePlaceThatItIsWrittenTo() {
    String page = page("app.title", "</script><script>alert(1)</script>");
    assertEquals(1, page.split("<script", -1).length - 1, page);
    assertTrue(page.contains("\"title\":\"\\u003c/script\\u003e"), page);
    assertTrue(page.startsWith("<title>&lt;/script>"), page);
    assertTrue(page.endsWith("}</script><p>"), page);
  }

  @Test
  void offersWhatIsConfiguredAndThereInTheOrderOfTheConfiguration() {
    List<Map<String, Object>> found =
        new SignInChoices(
                MapConfig.of(
                    "auth.environment",
                    "development",
                    "auth.providers.proxy.development.x",
                    "1",
                    "auth.providers.oidc.development.title",
                    "Our directory",
                    "auth.providers.github.development.clientId",
                    "nobody serves it",
                    "auth.providers.guest.userEntityRef",
                    "user:default/guest"),
                List.of(PAGE, PROXY))
            .list();
    assertEquals(
        List.of(
            Map.of("id", "proxy", "title", "proxy", "flow", "direct"),
            Map.of("id", "oidc", "title", "Our directory", "flow", "popup"),
            Map.of("id", "guest", "title", "Guest", "flow", "direct")),
        found);
  }

  @Test
  void doesNotOfferGuestsWhereTheyAreRefused() {
    String page = page("auth.environment", "production", "auth.providers.guest.x", "1");
    assertTrue(page.contains("\"providers\":[]"), page);
  }

  @Test
  void linksOfUnusualSchemesAreLeftOut() {
    assertFalse(page("app.support.url", "javascript:alert(1)").contains("alert"));
    assertTrue(page("app.support.url", "https://help.example.com").contains("help.example.com"));
  }

  @Test
  void theTagFollowsTheContent() {
    Config config = MapConfig.of("app.title", "a");
    String tag = ShellPage.render(HTML, config, List.of(), "1").tag();
    assertEquals(tag, ShellPage.render(HTML, config, List.of(), "1").tag());
    assertFalse(tag.equals(ShellPage.render(HTML, config, List.of(), "2").tag()));
  }
}
