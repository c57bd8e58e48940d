package dev.callboard.docs.site;

import dev.callboard.docs.html.Urls;
import dev.callboard.docs.markdown.LinkTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the links between sources those between pages, and keeps in mind what is linked. */
final class PageLinks implements LinkTargets {
  private final SiteFiles files;
  private final String page;
  private final String folder;
  private final List<PageBody.Reference> references = new ArrayList<>();

  PageLinks(SiteFiles files, String page) {
    this.files = files;
    this.page = page;
    this.folder = page.substring(0, page.lastIndexOf('/') + 1);
  }

  List<PageBody.Reference> references() {
    return List.copyOf(references);
  }

  @Override
  public String resolve(String destination) {
    String seen = Urls.seen(destination);
    if (seen.isEmpty()
        || !Urls.scheme(seen).isEmpty()
        || seen.startsWith("/")
        || seen.startsWith("\\")) {
      return seen;
    }
    int hash = seen.indexOf('#');
    String fragment = hash < 0 ? "" : seen.substring(hash + 1);
    String rest = hash < 0 ? seen : seen.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark);
    String path = SiteUrls.decoded(mark < 0 ? rest : rest.substring(0, mark));
    if (path.isEmpty()) {
      if (!fragment.isEmpty()) {
        references.add(new PageBody.Reference(page, fragment, destination));
      }
      return seen;
    }
    Optional<String> target = DocsTree.inside(folder, path);
    if (target.isEmpty() || path.substring(path.lastIndexOf('/') + 1).indexOf('.') < 0) {
      return outside(target.isEmpty(), path, seen);
    }
    references.add(new PageBody.Reference(target.get(), fragment, destination));
    if (!files.has(target.get())) {
      return seen;
    }
    String url = SiteUrls.relative(files.url(target.get()), files.url(page));
    return SiteUrls.encoded(url) + query + (hash < 0 ? "" : "#" + fragment);
  }

  /** A link without an extension is one to a published page, and is left as it is. */
  private String outside(boolean escapes, String path, String seen) {
    if (escapes) {
      references.add(new PageBody.Reference(path, "", seen));
    }
    return seen;
  }
}
