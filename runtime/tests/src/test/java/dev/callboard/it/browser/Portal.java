package dev.callboard.it.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with the sample catalog and guests who are administrators, and a browser in front of it.
 * All classes that register this extension in one JVM share them:
 *
 * <pre>{@code
 * @RegisterExtension static final Portal PORTAL = new Portal();
 *
 * @Test
 * void the_catalog_lists_components() {
 *   try (PortalPage page = PORTAL.enter(Look.DARK)) {
 *     page.open("/catalog");
 *     page.sees("ticket-service");
 *     page.checkAccessibility();
 *     page.screenshot("catalog");
 *   }
 * }
 * }</pre>
 */
public final class Portal implements BeforeAllCallback {
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Shared shared;

  @Override
  public void beforeAll(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Portal.class))
            .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
  }

  /** Returns the server. */
  public ServerProcess server() {
    return shared.server;
  }

  /** Returns files that the server may read. */
  public FileHost files() {
    return shared.files;
  }

  /** Opens a browser window of nobody, at no page. */
  public PortalPage window(Look look) {
    return new PortalPage(shared.browser, "http://127.0.0.1:" + shared.server.port(), look);
  }

  /** Opens a browser window of a guest, at no page. */
  public PortalPage enter(Look look) {
    PortalPage page = window(look);
    page.rememberGuest();
    return page;
  }

  /** Ends with the last test of the JVM. */
  private static final class Shared implements AutoCloseable {
    private final FileHost files;
    private final ServerProcess server;
    private final Playwright playwright;
    private final Browser browser;

    Shared() {
      try {
        Path folder = Files.createTempDirectory("callboard-browser");
        files = new FileHost();
        server =
            ServerProcess.in(folder)
                .config(
                    """
                    auth:
                      environment: development
                      providers:
                        guest:
                          userEntityRef: user:default/guest
                          ownershipEntityRefs: [user:default/guest]
                    permission:
                      admins: [user:default/guest]
                    plugins:
                      signatures: {policy: allow}
                    audit:
                      detection:
                        recipients: []
                        tellOwners: false
                        rules: {D1-direct: {enabled: false}}
                    scorecards:
                      checks:
                        - id: hostile
                          title: "<img src=x onerror=alert('title')>"
                          pass: {metadata.annotations.example.com/never: {$exists: true}}
                          message: "It is {metadata.annotations.example.com/text}"
                          advice: "<img src=x onerror=alert('advice')>"
                          link: "javascript:alert('link')"
                          evidence: metadata.annotations.example.com/evidence
                      scorecards:
                        - id: hostile
                          title: Hostile
                          appliesTo: {spec.type: hostile}
                          levels: [{id: one, title: One, checks: [hostile]}]
                    backend: {reading: {allow: [{host: '%s'}]}}
                    catalog: {rules: [{allow: [Component, API, Location, Template]}]}
                    """
                        .formatted(files.host()))
                .catalog(Product.root().resolve("config/sample-catalog/all.yaml").toString())
                .start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(ARGUMENTS));
    }

    private static Path chromium() {
      return Stream.concat(
              Optional.ofNullable(System.getenv("CALLBOARD_CHROMIUM")).stream(), BROWSERS.stream())
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "There is no Chromium. Install it (Debian: apt-get install chromium) or set"
                          + " CALLBOARD_CHROMIUM to its program."));
    }

    @Override
    public void close() throws Exception {
      playwright.close();
      server.close();
      files.close();
    }
  }
}
