package dev.callboard.docs.search;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.Relation;
import dev.callboard.search.spi.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the documents of a site out of its own index, with the fields that Backstage's collator
 * gives them: one for each page, and one for each of its headings, which leads to the heading.
 */
final class PageDocuments {
  private PageDocuments() {}

  /**
   * Returns the documents of a site.
   *
   * @param site {@code namespace/kind/name}, as the site is named
   * @param index the content of {@code search_index.json}; others may have written it, so what is
   *     no page there is left out
   */
  static List<SearchDocument> of(Entity entity, String site, Map<String, Object> index) {
    List<SearchDocument> documents = new ArrayList<>();
    if (index.get("docs") instanceof List<?> pages) {
      for (Object each : pages) {
        if (each instanceof Map<?, ?> page
            && page.get("location") instanceof String path
            && page.get("title") instanceof String title) {
          String text = page.get("text") instanceof String words ? words : "";
          documents.add(document(entity, site.split("/", 3), path, title, text));
        }
      }
    }
    return documents;
  }

  private static SearchDocument document(
      Entity entity, String[] site, String path, String title, String text) {
    Map<String, Object> metadata = entity.metadata();
    String location = "/docs/" + String.join("/", site) + "/" + path;
    String type = text(entity.spec().get("type"), "other");
    String ref = entity.ref().toString();
    SearchDocument.Builder document =
        SearchDocument.document(location, title, location)
            .text(text)
            .field("path", path)
            .field("namespace", site[0])
            .field("kind", site[1])
            .field("name", site[2])
            .field("type", type)
            .field("componentType", type)
            .field("lifecycle", text(entity.spec().get("lifecycle"), ""))
            .field("owner", owner(entity))
            .field("annotations", entity.annotations())
            .group(ref)
            .resourceRef(ref);
    if (metadata.get("title") instanceof String entityTitle) {
      document.field("entityTitle", entityTitle);
    }
    if (metadata.get("tags") instanceof List<?> tags) {
      document.field("tags", tags);
      tags.forEach(tag -> document.tag(String.valueOf(tag)));
    }
    return document.build();
  }

  /** Returns the bare name of the owner, as Backstage has it. */
  private static String owner(Entity entity) {
    return entity.relations().stream()
        .filter(each -> each.type().equals("ownedBy"))
        .map(Relation::targetRef)
        .map(each -> EntityRef.parse(each).name())
        .findFirst()
        .orElse("");
  }

  private static String text(Object value, String otherwise) {
    return value == null || value instanceof Map || value instanceof List
        ? otherwise
        : String.valueOf(value);
  }
}
