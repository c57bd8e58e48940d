package dev.callboard.docs.site;

import dev.callboard.docs.html.Urls;
import dev.callboard.docs.markdown.MarkdownOptions;
import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code mkdocs.yml} by a list of what is allowed. For one build. */
final class SiteConfigReader {
  private static final Set<String> KEYS =
      Set.of(
          "site_name",
          "site_url",
          "site_description",
          "site_author",
          "repo_url",
          "repo_name",
          "edit_uri",
          "edit_uri_template",
          "docs_dir",
          "site_dir",
          "nav",
          "exclude_docs",
          "not_in_nav",
          "theme",
          "plugins",
          "markdown_extensions",
          "extra",
          "extra_css",
          "use_directory_urls",
          "strict",
          "dev_addr",
          "watch",
          "copyright",
          "remote_branch",
          "remote_name",
          "validation",
          "google_analytics");
  private static final Set<String> PLUGINS =
      Set.of(
          "techdocs-core",
          "search",
          "material/search",
          "redirects",
          "group",
          "material/group",
          "monorepo");

  private final DocsTree tree;
  private final List<String> warnings;
  private final boolean withoutFolder;

  SiteConfigReader(DocsTree tree, List<String> warnings, boolean withoutFolder) {
    this.withoutFolder = withoutFolder;
    this.tree = tree;
    this.warnings = warnings;
  }

  /** Reads the configuration in a folder; a tree without one gets one. */
  SiteConfig read(String defaultName) {
    for (String name : List.of("mkdocs.yaml", "mkdocs.yml")) {
      if (tree.isFile(name)) {
        return read(name, defaultName);
      }
    }
    warnings.add(
        "There is no mkdocs.yml; the pages in docs/ are taken in the order of their names");
    return config(Map.of(), "", defaultName);
  }

  /** Reads a configuration by its path in the tree. */
  SiteConfig read(String path, String defaultName) {
    byte[] bytes =
        tree.read(path).orElseThrow(() -> PortalException.input("There is no file " + path));
    String text = new String(bytes, StandardCharsets.UTF_8);
    Map<String, Object> values = SiteYaml.read(path, text, warnings);
    values.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(
            key -> warnings.add("The key " + SiteYaml.shown(key) + " of " + path + " is left out"));
    int slash = path.lastIndexOf('/');
    return config(values, slash < 0 ? "" : path.substring(0, slash), defaultName);
  }

  private SiteConfig config(Map<String, Object> values, String folder, String defaultName) {
    String name = text(values, "site_name");
    warnings(values);
    String docsDir = docsDir(values, folder);
    return new SiteConfig(
        name.isBlank() ? defaultName : name.strip(),
        text(values, "site_description"),
        text(values, "site_author"),
        text(values, "copyright"),
        docsDir,
        values.get("nav") instanceof List<?> nav ? List.copyOf(nonNull(nav)) : null,
        web(values, "repo_url"),
        editUri(values),
        patterns(values, "exclude_docs"),
        patterns(values, "not_in_nav"),
        redirects(values.get("plugins")),
        css(values),
        snippetPaths(extensions(values).get("pymdownx.snippets"), folder, docsDir),
        !text(values, "use_directory_urls").equalsIgnoreCase("false"),
        markdown(extensions(values)));
  }

  private static List<Object> nonNull(List<?> list) {
    List<Object> kept = new ArrayList<>();
    list.forEach(
        each -> {
          if (each != null) {
            kept.add(each);
          }
        });
    return kept;
  }

  private String docsDir(Map<String, Object> values, String folder) {
    String wish = text(values, "docs_dir").isBlank() ? "docs" : text(values, "docs_dir").strip();
    String path =
        DocsTree.inside(folder, wish)
            .orElseThrow(
                () ->
                    PortalException.input(
                        "docs_dir must be a folder within the tree, not " + SiteYaml.shown(wish)));
    if (!tree.isFolder(path) && !withoutFolder) {
      throw PortalException.input(
          "There is no folder " + SiteYaml.shown(path) + ", as docs_dir says");
    }
    return path;
  }

  private void warnings(Map<String, Object> values) {
    String site = text(values, "site_dir");
    if (!site.isEmpty()) {
      warnings.add("site_dir is left out: the site is written where the portal keeps it");
    }
    names(values.get("plugins")).keySet().stream()
        .filter(plugin -> !PLUGINS.contains(plugin))
        .forEach(plugin -> warnings.add("The plugin " + SiteYaml.shown(plugin) + " is left out"));
    if (values.get("theme") instanceof Map<?, ?> theme && theme.containsKey("custom_dir")) {
      warnings.add("theme.custom_dir is left out");
    }
  }

  private String editUri(Map<String, Object> values) {
    String uri = text(values, "edit_uri").strip();
    boolean allowed =
        Urls.scheme(Urls.seen(uri)).isEmpty()
            || Urls.seen(uri).startsWith("https://")
            || Urls.seen(uri).startsWith("http://");
    if (!allowed) {
      warnings.add("edit_uri is left out: it must be relative, or begin with https://");
    }
    return allowed ? Urls.seen(uri) : "";
  }

  private String web(Map<String, Object> values, String key) {
    String url = Urls.seen(text(values, key));
    if (url.isEmpty() || url.startsWith("https://") || url.startsWith("http://")) {
      return url;
    }
    warnings.add(key + " is left out: it must begin with https://");
    return "";
  }

  private List<String> css(Map<String, Object> values) {
    List<String> kept = new ArrayList<>();
    for (String path : texts(values.get("extra_css"))) {
      boolean relative = Urls.scheme(path).isEmpty() && DocsTree.inside("", path).isPresent();
      if (relative && path.endsWith(".css")) {
        kept.add(DocsTree.inside("", path).get());
      } else {
        warnings.add(
            "extra_css " + SiteYaml.shown(path) + " is left out: only files of the site count");
      }
    }
    return kept;
  }

  private static List<String> patterns(Map<String, Object> values, String key) {
    return text(values, key)
        .lines()
        .map(String::strip)
        .filter(each -> !each.isEmpty() && !each.startsWith("#"))
        .limit(200)
        .toList();
  }

  private Map<String, String> redirects(Object plugins) {
    Map<String, String> redirects = new LinkedHashMap<>();
    if (names(plugins).get("redirects") instanceof Map<?, ?> options
        && options.get("redirect_maps") instanceof Map<?, ?> maps) {
      maps.forEach(
          (from, to) -> {
            if (to instanceof String target && DocsTree.inside("", (String) from).isPresent()) {
              redirects.put((String) from, target);
            }
          });
    }
    return redirects;
  }

  private List<String> snippetPaths(Object options, String folder, String docsDir) {
    List<String> paths = new ArrayList<>();
    if (options instanceof Map<?, ?> map) {
      if (map.containsKey("url_download")) {
        warnings.add(
            "pymdownx.snippets.url_download is left out: only files of the tree are included");
      }
      for (String path : texts(map.get("base_path"))) {
        DocsTree.inside(folder, path)
            .ifPresentOrElse(
                paths::add,
                () -> warnings.add("The base_path of pymdownx.snippets must be within the tree"));
      }
    }
    if (paths.isEmpty()) {
      paths.add(folder);
    }
    paths.add(docsDir);
    return paths;
  }

  private static MarkdownOptions markdown(Map<String, Object> extensions) {
    boolean numbers =
        !(extensions.get("pymdownx.highlight") instanceof Map<?, ?> options
            && "false".equalsIgnoreCase(String.valueOf(options.get("linenums"))));
    return new MarkdownOptions(
        extensions.containsKey("pymdownx.keys"),
        extensions.containsKey("pymdownx.arithmatex") || extensions.containsKey("mdx_math"),
        numbers);
  }

  private static Map<String, Object> extensions(Map<String, Object> values) {
    return names(values.get("markdown_extensions"));
  }

  /** Both forms, a list of names and objects, and an object. */
  private static Map<String, Object> names(Object value) {
    Map<String, Object> names = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, options) -> names.put((String) name, options));
    }
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof String name) {
          names.put(name, null);
        } else if (each instanceof Map<?, ?> map) {
          map.forEach((name, options) -> names.put((String) name, options));
        }
      }
    }
    return names;
  }

  private static String text(Map<String, Object> values, String key) {
    return values.get(key) instanceof String text ? text : "";
  }

  private static List<String> texts(Object value) {
    if (value instanceof String text) {
      return List.of(text);
    }
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
