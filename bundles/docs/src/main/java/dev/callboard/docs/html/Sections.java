package dev.callboard.docs.html;

import dev.callboard.docs.html.CleanPage.Section;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Collects the words of a page by its headings. For one page. */
final class Sections implements NodeVisitor {
  private final List<Section> sections = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder title = new StringBuilder();
  private String id = "";
  private Element heading;
  private Element skipped;

  static List<Section> of(Element body) {
    Sections visitor = new Sections();
    body.traverse(visitor);
    visitor.end();
    return List.copyOf(visitor.sections);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      if (skipped == null) {
        add(heading == null ? text : title, words.text());
      }
      return;
    }
    Element element = (Element) node;
    if (skipped == null && element.hasClass("headerlink")) {
      skipped = element;
    } else if (heading == null
        && element.hasAttr("id")
        && AllowedElements.isHeading(element.normalName())) {
      end();
      heading = element;
      id = element.id();
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node == skipped) {
      skipped = null;
    }
    if (node == heading) {
      heading = null;
    }
  }

  private static void add(StringBuilder target, String words) {
    String stripped = words.strip();
    if (!stripped.isEmpty()) {
      target.append(target.length() == 0 ? "" : " ").append(stripped);
    }
  }

  private void end() {
    sections.add(new Section(id, title.toString(), text.toString()));
    text.setLength(0);
    title.setLength(0);
  }
}
