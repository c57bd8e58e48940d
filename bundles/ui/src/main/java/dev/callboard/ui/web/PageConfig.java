package dev.callboard.ui.web;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.signin.SignInProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is written into the page: known to everybody before sign-in, so nothing secret is here. */
final class PageConfig {
  private PageConfig() {}

  /** Returns the object that the page reads. */
  static Map<String, Object> of(Config config, List<SignInProvider> services, String version) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", config.string("app.title").orElse("Callboard"));
    config.string("organization.name").ifPresent(name -> page.put("organization", name));
    page.put("version", version);
    SignInChoices choices = new SignInChoices(config, services);
    page.put("environment", choices.environment());
    page.put("providers", choices.list());
    List<Map<String, Object>> support = support(config);
    if (!support.isEmpty()) {
      page.put("support", support);
    }
    return page;
  }

  /** The links of Backstage's {@code app.support}; those of unusual schemes are left out. */
  private static List<Map<String, Object>> support(Config config) {
    List<Map<String, Object>> links = new ArrayList<>();
    for (Config item : config.sections("app.support.items")) {
      for (Config link : item.sections("links")) {
        String fallback = item.string("title").orElse("Support");
        link.string("url").ifPresent(url -> add(links, link.string("title").orElse(fallback), url));
      }
    }
    if (links.isEmpty()) {
      config.string("app.support.url").ifPresent(url -> add(links, "Support", url));
    }
    return links;
  }

  private static void add(List<Map<String, Object>> links, String title, String url) {
    if (url.matches("(?i)(https?://|mailto:).+")) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("title", title);
      entry.put("url", url);
      links.add(entry);
    }
  }
}
