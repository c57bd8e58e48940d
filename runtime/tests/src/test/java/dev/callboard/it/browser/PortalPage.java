package dev.callboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.callboard.it.support.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A window of the browser with its own cookies and storage. Whatever it reports as an error,
 * violations of the content security policy among it, fails the test when it is closed.
 */
public final class PortalPage implements AutoCloseable {
  private static final double PATIENCE = 10_000;

  private final String base;
  private Look look;
  private final BrowserContext context;
  private final Page page;
  private final List<String> problems = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();

  PortalPage(Browser browser, String base, Look look) {
    this.base = base;
    this.look = look;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(base)
                .setColorScheme(look.theme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setViewportSize(look.width(), look.height()));
    context.setDefaultTimeout(PATIENCE);
    this.page = context.newPage();
    watch();
  }

  private void watch() {
    page.onConsoleMessage(
        message -> {
          // Statuses are told below, with the address.
          boolean status = message.text().startsWith("Failed to load resource");
          if (message.type().equals("error") && !status) {
            problems.add("console: " + message.text());
          }
        });
    page.onPageError(error -> problems.add("uncaught: " + error));
    page.onRequest(request -> requests.add(path(request.url())));
    page.onResponse(
        response -> {
          boolean file = !path(response.url()).startsWith("/api/");
          if (response.status() >= 500 || response.status() >= 400 && file) {
            problems.add(response.status() + " " + path(response.url()));
          }
        });
  }

  private String path(String url) {
    return url.startsWith(base) ? url.substring(base.length()) : url;
  }

  /** Makes the browser remember that a guest was here, who comes in without being asked again. */
  void rememberGuest() {
    context.addInitScript("localStorage.setItem('callboard.provider', 'guest')");
  }

  /** Opens an address of the portal and waits until its frame is there. */
  public PortalPage open(String path) {
    page.navigate(path);
    page.locator("nav").first().waitFor();
    return this;
  }

  /** Changes size and theme of the window without opening the page again. */
  public void change(Look to) {
    look = to;
    page.setViewportSize(to.width(), to.height());
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(to.theme())
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** Returns the page for whatever else Playwright can do. */
  public Page page() {
    return page;
  }

  /** Waits until a text is seen, whatever screen readers are told besides. */
  public void sees(String text) {
    assertThat(page.getByText(text).locator("visible=true").first()).isVisible();
  }

  /** Returns the paths that were asked for since the last call. */
  public List<String> takeRequests() {
    List<String> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  /** Lets problems pass in which this is found; only for what a test provokes. */
  public void expect(String problem) {
    expected.add(Pattern.compile(problem));
  }

  /** Fails when the page is not accessible by WCAG 2.2 AA, as far as a machine can tell. */
  public void checkAccessibility() {
    List<String> violations = Accessibility.violations(page);
    if (!violations.isEmpty()) {
      throw new AssertionError(page.url() + " (" + look + "):\n" + String.join("\n", violations));
    }
  }

  /**
   * Fails when a page that shows a text does not fit or is not accessible in one of all looks, and
   * keeps a picture of each. The page is opened once: a window that changes has to hold as well.
   */
  public void checkLooks(String name, String path, String seen) {
    open(path);
    for (Look each : Look.ALL) {
      change(each);
      sees(seen);
      // A large screen differs from a desktop in nothing that is checked.
      if (each != Look.WIDE) {
        checkAccessibility();
      }
      checkWidth();
      screenshot(name);
    }
  }

  /** Fails when the page is wider than the window. */
  public void checkWidth() {
    int width = (int) page.evaluate("document.documentElement.scrollWidth");
    if (width > look.width()) {
      throw new AssertionError(page.url() + " is " + width + " wide, the window " + look.width());
    }
  }

  /**
   * Keeps a picture of the whole page in {@code runtime/tests/target/screenshots}, with {@code
   * --long} or {@code -Dcallboard.screenshots=true}: drawing it takes longer than most tests.
   */
  public void screenshot(String name) {
    if (!Product.isLong() && !Boolean.getBoolean("callboard.screenshots")) {
      return;
    }
    Path folder = Product.root().resolve("runtime/tests/target/screenshots");
    String file = (name + "-" + look + ".png").toLowerCase(Locale.ROOT);
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)).setFullPage(true));
  }

  /** Fails when the browser has told of problems. */
  public void checkProblems() {
    List<String> found =
        problems.stream()
            .filter(each -> expected.stream().noneMatch(known -> known.matcher(each).find()))
            .toList();
    if (!found.isEmpty()) {
      throw new AssertionError(page.url() + ":\n" + String.join("\n", found));
    }
  }

  @Override
  public void close() {
    try {
      checkProblems();
    } finally {
      context.close();
    }
  }
}
