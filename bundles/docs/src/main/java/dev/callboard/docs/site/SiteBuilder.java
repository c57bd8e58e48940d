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
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds sites. What has not changed since the version before is neither rendered nor written
 * again. Thread-safe; blocks.
 */
public final class SiteBuilder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PageCache cache;
  private final Theme theme = Theme.load();

  /** Makes a builder that keeps rendered pages in a cache. */
  public SiteBuilder(PageCache cache) {
    this.cache = requireNonNull(cache, "cache is null");
  }

  /**
   * Builds a site.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when it cannot be
   *     built, with a text for its author
   */
  public BuiltSite build(SiteRequest request, SiteOutput output) throws IOException {
    List<String> warnings = new ArrayList<>();
    DocsTree tree = DocsTree.open(request.directory(), request.limits());
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
            new MarkdownEngine(config.markdown(), request.diagrams()),
            new HtmlCleaner(request.policy()),
            cache,
            request.limits(),
            String.valueOf(request.policy()));
    Map<String, PageBody> bodies = new TreeMap<>();
    for (String page : renderer.pages()) {
      bodies.put(page, renderer.render(page));
    }
    if (!files.hasIndex()) {
      warnings.add("The site has no index.md, so that its first page is missing");
    }
    Build build = new Build(request, output, config, files, bodies);
    List<NavEntry> entries = new NavEntries(files, bodies).of(nav);
    List<Map<String, Object>> pages = build.pages(entries);
    build.assets(tree, renderer);
    build.redirects();
    Set<String> sources = new LinkedHashSet<>();
    files.paths().forEach(path -> sources.add(files.source(path)));
    warnings.forEach(each -> request.log().accept("WARNING - " + each));
    return new BuiltSite(
        config.siteName(),
        config.description(),
        build.digests,
        build.changed,
        pages,
        SiteReport.of(bodies.values(), files, NavEntries.pages(nav), new Globs(config.notInNav())),
        List.copyOf(warnings),
        sources);
  }

  /** One build on its way. */
  private final class Build {
    private final SiteRequest request;
    private final SiteOutput output;
    private final SiteConfig config;
    private final SiteFiles files;
    private final Map<String, PageBody> bodies;
    private final Map<String, String> digests = new TreeMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

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

    /** The digest stands for the content: where it is the same, the content is not even made. */
    private void file(String path, String digest, Content content) throws IOException {
      if (digests.putIfAbsent(path, digest) != null) {
        return;
      }
      if (digest.equals(request.before().get(path))) {
        output.keep(path);
        return;
      }
      changed.add(path);
      output.put(path, content.bytes());
    }

    private List<Map<String, Object>> pages(List<NavEntry> nav) throws IOException {
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
        file(files.target(path), digest, () -> utf8(template.write(body, title, url, around)));
        index.add(body, title, url);
        outline.add(body, title, url, files.target(path), files.source(path), around);
        pages.add(described(body, title, url, changes));
      }
      byte[] json = json(index.json());
      file("search/search_index.json", Digests.of(json), () -> json);
      byte[] site = json(outline.json(config, nav));
      file(SiteOutline.PATH, Digests.of(site), () -> site);
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

    private void assets(DocsTree tree, PageRenderer renderer) throws IOException {
      file(theme.path(), Digests.of(theme.css()), theme::css);
      for (String path : files.paths()) {
        if (!SiteFiles.isPage(path)) {
          byte[] bytes = tree.read(files.source(path)).orElseThrow();
          file(path, Digests.of(bytes), () -> bytes);
        }
      }
    }

    private void redirects() throws IOException {
      for (Map.Entry<String, String> each : config.redirects().entrySet()) {
        Redirect redirect = Redirect.of(each.getKey(), each.getValue(), files);
        if (redirect != null) {
          byte[] bytes = utf8(redirect.html());
          file(redirect.path(), Digests.of(bytes), () -> bytes);
        }
      }
    }
  }

  /** What makes the bytes of a file. */
  private interface Content {
    byte[] bytes();
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
