package dev.callboard.http.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  private static HttpSettings settings(Object... pairs) {
    return HttpSettings.from(MapConfig.of(pairs));
  }

  @Test
  void hasDefaults() {
    HttpSettings settings = settings();
    assertEquals(7007, settings.listen().port());
    assertNull(settings.listen().host());
    assertTrue(settings.listen().http2());
    assertEquals("http://localhost:7007", settings.baseUrl());
    assertEquals(16 * 1024, settings.limits().header());
    assertEquals(8 * 1024, settings.limits().uri());
    assertEquals(1024 * 1024, settings.limits().bodyOf("catalog"));
    assertEquals(64 * 1024 * 1024, settings.limits().bodyOf("plugins"));
    assertEquals(Duration.ofSeconds(5), settings.gateway().updateWait());
    assertEquals(Duration.ofSeconds(30), settings.gateway().requestTimeout());
    assertFalse(settings.cors().configured());
    assertTrue(settings.trustProxy().isEmpty());
  }

  @Test
  void readsListenInEachOfItsForms() {
    assertEquals(8080, settings("backend.listen", ":8080").listen().port());
    assertNull(settings("backend.listen", ":8080").listen().host());
    assertEquals("127.0.0.1", settings("backend.listen", "127.0.0.1:80").listen().host());
    assertEquals(9000, settings("backend.listen", 9000).listen().port());
    ListenSettings object =
        settings("backend.listen.port", 9001, "backend.listen.host", "::1").listen();
    assertEquals(9001, object.port());
    assertEquals("::1", object.host());
    assertThrows(PortalException.class, () -> settings("backend.listen", "localhost"));
    assertThrows(PortalException.class, () -> settings("backend.listen.port", 65_536));
  }

  @Test
  void bareNumbersOfServerTimeoutsAreMilliseconds() {
    assertEquals(
        Duration.ofMillis(1500),
        settings("backend.server.headersTimeout", 1500).listen().headersTimeout());
    assertEquals(
        Duration.ofSeconds(2),
        settings("backend.server.headersTimeout", "PT2S").listen().headersTimeout());
  }

  @Test
  void readsLimitsOfBodiesByPlugin() {
    Limits limits =
        settings("backend.limits.body.default", 5L, "backend.limits.body.catalog", 7L).limits();
    assertEquals(5, limits.bodyOf("hello"));
    assertEquals(7, limits.bodyOf("catalog"));
  }

  @Test
  void cspDirectivesAreReplacedAndRemoved() {
    String csp =
        settings(
                "backend.csp.connect-src",
                List.of("'self'", "https:"),
                "backend.csp.img-src",
                false)
            .headers()
            .fields()
            .get("Content-Security-Policy");
    assertTrue(csp.contains(";connect-src 'self' https:"), csp);
    assertFalse(csp.contains("img-src"), csp);
  }

  @Test
  void X11_scriptsComeFromTheServerOnlyAndTextsAreNotEvaluated() {
    String csp = settings().headers().fields().get("Content-Security-Policy");
    assertTrue(csp.contains(";script-src 'self';script-src-attr 'none';"), csp);
    assertTrue(csp.contains(";frame-ancestors 'self';"), csp);
    assertFalse(csp.contains("unsafe-eval"), csp);
    assertFalse(csp.contains("upgrade-insecure-requests"), csp);
  }

  @Test
  void behindTlsTheBrowserAsksForNothingWithoutIt() {
    String csp =
        settings("backend.baseUrl", "https://portal.example.com")
            .headers()
            .fields()
            .get("Content-Security-Policy");
    assertTrue(csp.endsWith(";upgrade-insecure-requests"), csp);
  }

  @Test
  void trustProxyTakesTheFormsOfExpress() {
    assertEquals(List.of("*"), settings("backend.trustProxy", true).trustProxy());
    assertEquals(List.of(), settings("backend.trustProxy", false).trustProxy());
    assertEquals(List.of("*"), settings("backend.trustProxy", 1).trustProxy());
    assertEquals(
        List.of("10.0.0.0/8", "loopback"),
        settings("backend.trustProxy", "10.0.0.0/8, loopback").trustProxy());
  }

  @Test
  void aBrokenChangeLeavesTheOldSettings() {
    AtomicReference<Config> active =
        new AtomicReference<>(MapConfig.of("backend.listen.port", 7100));
    SettingsHolder holder = new SettingsHolder(active::get);
    Config broken = MapConfig.of("backend.listen.port", 70_000);
    holder.configChanged(active.get(), broken);
    assertEquals(7100, holder.current().listen().port());
    Config good = MapConfig.of("backend.listen.port", 7200);
    holder.configChanged(active.get(), good);
    assertEquals(7200, holder.current().listen().port());
  }

  @Test
  void knowsItsHosts() {
    AllowedHosts hosts =
        settings(
                "backend.baseUrl", "https://api.example.com",
                "app.baseUrl", "https://portal.example.com",
                "backend.allowedHosts", List.of("portal.internal"))
            .hosts();
    for (String good :
        List.of(
            "api.example.com",
            "PORTAL.example.com",
            "portal.internal",
            "localhost",
            "10.1.1.1",
            "[::1]")) {
      assertTrue(hosts.allows(good), good);
    }
    for (String bad : List.of("evil", "10.evil", "api.example.com.evil", "xlocalhost")) {
      assertFalse(hosts.allows(bad), bad);
    }
    assertTrue(settings("backend.allowedHosts", "*").hosts().allows("anything"));
  }
}
