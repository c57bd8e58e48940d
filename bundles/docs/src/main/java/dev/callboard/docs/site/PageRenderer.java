package dev.callboard.docs.site;

import dev.callboard.docs.html.CleanPage;
import dev.callboard.docs.html.HtmlCleaner;
import dev.callboard.docs.html.Ids;
import dev.callboard.docs.markdown.Diagrams;
import dev.callboard.docs.markdown.DrawnDiagram;
import dev.callboard.docs.markdown.Heading;
import dev.callboard.docs.markdown.MarkdownEngine;
import dev.callboard.docs.markdown.RenderedMarkdown;
import dev.callboard.docs.markdown.SnippetFiles;
import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders the pages of one build, those that have changed. Thread-safe. */
final class PageRenderer {
  private final DocsTree tree;
  private final SiteConfig config;
  private final SiteFiles files;
  private final MarkdownEngine engine;
  private final HtmlCleaner cleaner;
  private final PageCache cache;
  private final SiteLimits limits;
  private final Diagrams diagrams;
  private final String scope;

  PageRenderer(
      DocsTree tree,
      SiteConfig config,
      SiteFiles files,
      MarkdownEngine engine,
      HtmlCleaner cleaner,
      PageCache cache,
      SiteLimits limits,
      Diagrams diagrams,
      String policy) {
    this.tree = tree;
    this.config = config;
    this.files = files;
    this.engine = engine;
    this.cleaner = cleaner;
    this.cache = cache;
    this.limits = limits;
    this.diagrams = diagrams;
    // where a link leads to depends on which files there are
    this.scope =
        Digests.of(
            config.markdown() + "|" + config.directoryUrls() + "|" + config.snippetPaths(),
            String.join("\n", files.paths()),
            diagrams.version(),
            policy);
  }

  PageBody render(String path) {
    byte[] source = tree.read(files.source(path)).orElseThrow();
    if (source.length > limits.pageSize()) {
      throw PortalException.input(
          "The page "
              + path
              + " is larger than techdocs.limits.pageSize allows: "
              + limits.pageSize());
    }
    String key = Digests.of(scope, path, Digests.of(source));
    Optional<PageBody> cached = cache.get(key).filter(this::sameSnippets);
    if (cached.isPresent()) {
      return cached.get();
    }
    return body(path, key, new String(source, StandardCharsets.UTF_8));
  }

  private boolean sameSnippets(PageBody body) {
    return body.snippets().entrySet().stream()
        .allMatch(each -> each.getValue().equals(digest(snippet(each.getKey()))));
  }

  private PageBody body(String path, String key, String source) {
    Map<String, String> snippets = new LinkedHashMap<>();
    SnippetFiles including =
        name -> {
          Optional<String> text = snippet(name);
          snippets.put(name, digest(text));
          return text;
        };
    PageLinks links = new PageLinks(files, path);
    RenderedMarkdown rendered = engine.render(source, including, links, diagrams);
    List<DrawnDiagram> drawn = rendered.diagrams();
    Set<String> images = drawn.stream().map(DrawnDiagram::address).collect(Collectors.toSet());
    CleanPage content = cleaner.clean(rendered.html(), images);
    int size = 4 * content.html().length() + 2000;
    PageBody body =
        new PageBody(
            path,
            Digests.of(key, String.join(",", snippets.values()), drawn.toString()),
            content,
            rendered.headings().stream().map(PageRenderer::safe).toList(),
            rendered.meta(),
            links.references(),
            Map.copyOf(snippets),
            size);
    if (drawn.stream().allMatch(DrawnDiagram::lasting)) {
      cache.put(key, body);
    }
    return body;
  }

  /** The cleaner changes some ids, and what leads to them must do the same. */
  private static Heading safe(Heading heading) {
    return new Heading(heading.level(), Ids.safe(heading.id(), true), heading.text());
  }

  private Optional<String> snippet(String name) {
    for (String folder : config.snippetPaths()) {
      Optional<byte[]> bytes = DocsTree.inside(folder, name).flatMap(tree::read);
      if (bytes.isPresent()) {
        return bytes.map(each -> new String(each, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private static String digest(Optional<String> text) {
    return text.map(Digests::of).orElse("");
  }

  List<String> pages() {
    return files.paths().stream().filter(SiteFiles::isPage).toList();
  }
}
