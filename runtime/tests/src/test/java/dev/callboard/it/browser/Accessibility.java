package dev.callboard.it.browser;

import com.microsoft.playwright.Page;
import dev.callboard.it.support.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs axe-core in a page. The browser evaluates it by itself, so no policy has to be bent. */
final class Accessibility {
  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations'],
        });
        return violations.flatMap(({ id, impact, nodes }) =>
          nodes.map(({ target, html, any, all }) =>
            [id, `(${impact})`, target.join(' '), html.slice(0, 160), [...any, ...all].map((c) => c.message).join('; ')].join('  ')));
      }
      """;

  private Accessibility() {}

  /** Returns what is wrong: rule, weight, where. */
  @SuppressWarnings("unchecked")
  static List<String> violations(Page page) {
    if ((boolean) page.evaluate("!window.axe")) {
      page.evaluate(axe() + "; undefined");
    }
    return (List<String>) page.evaluate(RUN);
  }

  private static String axe() {
    Path file = Product.root().resolve("bundles/ui/node_modules/axe-core/axe.min.js");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the UI is not built: mvn -pl bundles/ui install", e);
    }
  }
}
