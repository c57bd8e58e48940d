package dev.callboard.docs.site;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.docs.html.HtmlCleaner;
import dev.callboard.docs.markdown.MarkdownEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Builds sites. What has not changed since the version before is neither rendered nor written
 * again. Thread-safe; blocks.
 */
public final class SiteBuilder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PageCache cache;
  private final Workers workers;
  private final Theme theme = Theme.load();

  /** Makes a builder that keeps rendered pages in a cache. */
  public SiteBuilder(PageCache cache, Workers workers) {
    this.cache = requireNonNull(cache, "cache is null");
    this.workers = requireNonNull(workers, "workers is null");
  }

  /**
   * Builds a site.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when it cannot be
   *     built, with a text for its author
   */
  public BuiltSite build(SiteRequest request, SiteOutput output) throws IOException {
    try (DocsTree tree = DocsTree.open(request.directory(), request.limits())) {
      return build(request, output, tree);
    }
  }

  private BuiltSite build(SiteRequest request, SiteOutput output, DocsTree tree)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    SiteConfigReader configs = new SiteConfigReader(tree, warnings, request.readmeAsIndex());
    SiteConfig config = configs.read(request.defaultName());
    SiteFiles files = new SiteFiles(config.directoryUrls());
    if (tree.isFolder(config.docsDir())) {
      files.add(tree, config.docsDir(), "", new Globs(config.excluded()));
    }
    if (request.readmeAsIndex()) {
      files.addIndex(tree);
    }
    List<NavItem> nav = new NavReader(tree, configs, files, warnings).read(config);
    PageRenderer renderer =
        new PageRenderer(
            tree,
            config,
            files,
            new MarkdownEngine(config.markdown()),
            new HtmlCleaner(request.policy()),
            cache,
            request.limits(),
            request.diagrams(),
            String.valueOf(request.policy()));
    Map<String, PageBody> bodies = new ConcurrentSkipListMap<>();
    workers.each(renderer.pages(), page -> bodies.put(page, renderer.render(page)));
    if (!files.hasIndex()) {
      warnings.add("The site has no index.md, so that its first page is missing");
    }
    Build build = new Build(request, output, config, files, bodies);
    List<NavEntry> entries = new NavEntries(files, bodies).of(nav);
    List<Map<String, Object>> pages = build.pages(entries);
    build.assets(tree);
    build.redirects();
    workers.each(List.copyOf(build.made.values()), build::publish);
    Set<String> sources = new LinkedHashSet<>();
    files.paths().forEach(path -> sources.add(files.source(path)));
    bodies.values().forEach(body -> sources.addAll(snippets(config, body)));
    warnings.forEach(each -> request.log().accept("WARNING - " + each));
    return new BuiltSite(
        config.siteName(),
        config.description(),
        new TreeMap<>(build.digests),
        build.changed,
        pages,
        SiteReport.of(bodies.values(), files, NavEntries.pages(nav), new Globs(config.notInNav())),
        List.copyOf(warnings),
        sources);
  }

  private static List<String> snippets(SiteConfig config, PageBody body) {
    return body.snippets().keySet().stream()
        .flatMap(name -> config.snippetPaths().stream().map(in -> DocsTree.inside(in, name)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** One build on its way. */
  private final class Build {
    private final SiteRequest request;
    private final SiteOutput output;
    private final SiteConfig config;
    private final SiteFiles files;
    private final Map<String, PageBody> bodies;
    private final Map<String, SiteFile> made = new LinkedHashMap<>();
    private final Map<String, String> digests = new ConcurrentSkipListMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    Build(
        SiteRequest request,
        SiteOutput output,
        SiteConfig config,
        SiteFiles files,
        Map<String, PageBody> bodies) {
      this.request = request;
      this.output = output;
      this.config = config;
      this.files = files;
      this.bodies = bodies;
    }

    /** Of two files with one path the first one counts. */
    private void add(SiteFile file) {
      made.putIfAbsent(file.path(), file);
    }

    private void publish(SiteFile file) throws IOException {
      String digest = file.digest();
      digests.put(file.path(), digest);
      if (digest.equals(request.before().get(file.path()))) {
        file.forget();
        output.keep(file.path());
        return;
      }
      changed.add(file.path());
      output.put(file.path(), file.bytes());
    }

    private List<Map<String, Object>> pages(List<NavEntry> nav) {
      String copyright = new HtmlCleaner(request.policy()).clean(config.copyright()).html();
      PageTemplate template = new PageTemplate(config, nav, theme.path(), copyright);
      String frame =
          Digests.of(PageTemplate.VERSION, config.toString(), nav.toString(), theme.path());
      NavEntries.Order order = new NavEntries.Order(nav);
      SearchIndex index = new SearchIndex();
      SiteOutline outline = new SiteOutline();
      List<Map<String, Object>> pages = new ArrayList<>();
      for (PageBody body : order.of(bodies)) {
        String path = body.path();
        String url = files.url(path);
        String title = order.title(path).orElse(NavEntries.title(body, files));
        LastChange changes = request.changes().apply(files.source(path)).orElse(null);
        PageAround around =
            new PageAround(order.before(path), order.after(path), editUrl(path), changes);
        String digest =
            Digests.of(frame, body.digest(), title, around.editUrl(), String.valueOf(changes));
        add(
            SiteFile.of(
                files.target(path), digest, () -> template.write(body, title, url, around)));
        index.add(body, title, url);
        outline.add(body, title, url, files.target(path), files.source(path), around);
        pages.add(described(body, title, url, changes));
      }
      add(SiteFile.of("search/search_index.json", () -> json(index.json())));
      add(SiteFile.of(SiteOutline.PATH, () -> json(outline.json(config, nav))));
      return pages;
    }

    private Map<String, Object> described(
        PageBody body, String title, String url, LastChange changes) {
      Map<String, Object> page = new LinkedHashMap<>();
      page.put("source", files.source(body.path()));
      page.put("location", url);
      page.put("title", title);
      if (changes != null) {
        page.put("lastChanged", changes.json());
      }
      return page;
    }

    private String editUrl(String path) {
      String source = files.source(path);
      String below =
          source.startsWith(config.docsDir() + "/")
              ? source.substring(config.docsDir().length() + 1)
              : source;
      if (config.editUri().startsWith("http")) {
        return slash(config.editUri()) + SiteUrls.encoded(below);
      }
      if (!config.repoUrl().isEmpty() && !config.editUri().isEmpty()) {
        return slash(config.repoUrl()) + slash(config.editUri()) + SiteUrls.encoded(below);
      }
      return request.editUrl().apply(source).orElse("");
    }

    private static String slash(String url) {
      return url.endsWith("/") ? url : url + "/";
    }

    private void assets(DocsTree tree) {
      add(SiteFile.of(theme.path(), theme::css));
      for (String path : files.paths()) {
        if (!SiteFiles.isPage(path)) {
          add(SiteFile.of(path, () -> tree.read(files.source(path)).orElseThrow()));
        }
      }
    }

    private void redirects() {
      for (Map.Entry<String, String> each : config.redirects().entrySet()) {
        Redirect redirect = Redirect.of(each.getKey(), each.getValue(), files);
        if (redirect != null) {
          add(SiteFile.of(redirect.path(), () -> utf8(redirect.html())));
        }
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
