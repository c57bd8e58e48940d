package dev.callboard.docs.site;

import dev.callboard.docs.html.Urls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the navigation, and mounts the sites that it includes. For one build. */
final class NavReader {
  static final int INCLUDES = 200;
  static final int DEPTH = 20;

  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_/-]+");

  private final DocsTree tree;
  private final SiteConfigReader configs;
  private final SiteFiles files;
  private final List<String> warnings;
  private int includes;

  NavReader(DocsTree tree, SiteConfigReader configs, SiteFiles files, List<String> warnings) {
    this.tree = tree;
    this.configs = configs;
    this.files = files;
    this.warnings = warnings;
  }

  /** Returns the entries that a configuration lists, or those of all pages. */
  List<NavItem> read(SiteConfig config) {
    return config.nav() == null ? implicit() : items(config.nav(), config.docsDir(), "", 0);
  }

  private List<NavItem> items(List<?> entries, String docsDir, String below, int depth) {
    List<NavItem> items = new ArrayList<>();
    if (depth > DEPTH) {
      warnings.add("The navigation nests deeper than " + DEPTH + "; what is below is left out");
      return items;
    }
    for (Object entry : entries) {
      if (entry instanceof String text) {
        one(null, text, below, depth, items);
      } else if (entry instanceof Map<?, ?> map) {
        map.forEach((title, value) -> named((String) title, value, docsDir, below, depth, items));
      }
    }
    return items;
  }

  private void named(
      String title, Object value, String docsDir, String below, int depth, List<NavItem> items) {
    if (value instanceof String text) {
      one(title, text, below, depth, items);
    } else if (value instanceof List<?> list) {
      items.add(new NavItem.Section(title, items(list, docsDir, below, depth + 1)));
    }
  }

  private void one(String title, String text, String below, int depth, List<NavItem> items) {
    if (text.startsWith("!include ")) {
      include(text.substring(9).strip(), depth)
          .ifPresent(
              site ->
                  items.add(new NavItem.Section(title == null ? site.name : title, site.items)));
      return;
    }
    if (text.startsWith("*include ")) {
      List<NavItem> all = new ArrayList<>();
      for (String path : matching(text.substring(9).strip())) {
        include(path, depth).ifPresent(site -> all.add(new NavItem.Section(site.name, site.items)));
      }
      items.add(new NavItem.Section(title, all));
      return;
    }
    Optional<String> path = DocsTree.inside(below, text);
    if (path.isPresent() && files.has(path.get()) && SiteFiles.isPage(path.get())) {
      items.add(new NavItem.Page(title, path.get()));
    } else {
      link(title, text, items);
    }
  }

  private void link(String title, String text, List<NavItem> items) {
    String url = Urls.seen(text);
    String scheme = Urls.scheme(url);
    boolean web = scheme.equals("http") || scheme.equals("https") || scheme.equals("mailto");
    if (web
        || url.startsWith("#")
        || scheme.isEmpty() && url.startsWith("/") && !url.startsWith("//")) {
      items.add(new NavItem.Link(title, url));
      return;
    }
    if (scheme.isEmpty() && files.has(url)) {
      items.add(new NavItem.Link(title, url));
      return;
    }
    warnings.add("The navigation names " + SiteYaml.shown(text) + ", which is no page of the site");
  }

  /**
   * A site that another one includes.
   *
   * @param name its title
   * @param items its navigation
   */
  private record Included(String name, List<NavItem> items) {}

  private Optional<Included> include(String name, int depth) {
    Optional<String> path = DocsTree.inside("", name);
    if (path.isEmpty() || !tree.isFile(path.get()) || !path.get().matches(".*mkdocs\\.ya?ml")) {
      warnings.add(
          "The navigation includes "
              + SiteYaml.shown(name)
              + ", which is no mkdocs.yml of the tree");
      return Optional.empty();
    }
    if (++includes > INCLUDES) {
      warnings.add("More than " + INCLUDES + " sites are included; the others are left out");
      return Optional.empty();
    }
    SiteConfig config = configs.read(path.get(), "site-" + includes);
    String alias = alias(config.siteName());
    files.add(tree, config.docsDir(), alias, new Globs(config.excluded()));
    return Optional.of(
        new Included(
            config.siteName(),
            config.nav() == null
                ? below(alias)
                : items(config.nav(), config.docsDir(), alias, depth + 1)));
  }

  private List<String> matching(String glob) {
    Optional<String> path = DocsTree.inside("", glob);
    if (path.isEmpty()) {
      warnings.add(
          "The navigation includes " + SiteYaml.shown(glob) + ", which leads out of the tree");
      return List.of();
    }
    Globs globs = new Globs(List.of("/" + path.get()));
    return tree.files("").stream().filter(globs::matches).sorted().toList();
  }

  private static String alias(String name) {
    if (ALIAS.matcher(name).matches()) {
      return DocsTree.inside("", name).orElse("site");
    }
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() ? "site" : slug;
  }

  private List<NavItem> below(String alias) {
    return nested(
        files.paths().stream().filter(path -> path.startsWith(alias + "/")).toList(), alias);
  }

  private List<NavItem> implicit() {
    return nested(List.copyOf(files.paths()), "");
  }

  /** As MkDocs does it: the index first, then files and folders by name. */
  private List<NavItem> nested(List<String> paths, String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<NavItem> items = new ArrayList<>();
    Map<String, List<String>> folders = new LinkedHashMap<>();
    for (String path : paths) {
      if (!SiteFiles.isPage(path)) {
        continue;
      }
      int slash = path.indexOf('/', prefix.length());
      if (slash >= 0) {
        folders
            .computeIfAbsent(path.substring(prefix.length(), slash), key -> new ArrayList<>())
            .add(path);
      } else if (files.target(path).equals(prefix + "index.html")) {
        items.add(0, new NavItem.Page(null, path));
      } else {
        items.add(new NavItem.Page(null, path));
      }
    }
    folders.forEach(
        (name, inside) ->
            items.add(new NavItem.Section(title(name), nested(inside, prefix + name))));
    return items;
  }

  /** Returns the title that a name stands for. */
  static String title(String name) {
    String spaced = name.replace('-', ' ').replace('_', ' ');
    return spaced.equals(spaced.toLowerCase(Locale.ROOT)) && !spaced.isEmpty()
        ? spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1)
        : spaced;
  }
}
