package dev.callboard.docs.markdown;

import java.util.List;
import java.util.Map;

/**
 * A page as HTML that has not been cleaned yet.
 *
 * @param html what it says, not to be trusted
 * @param headings in order
 * @param meta the front matter: texts and lists of texts
 * @param diagrams what became of its diagrams
 */
public record RenderedMarkdown(
    String html, List<Heading> headings, Map<String, Object> meta, List<DrawnDiagram> diagrams) {}
