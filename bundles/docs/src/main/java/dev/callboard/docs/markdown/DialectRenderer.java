package dev.callboard.docs.markdown;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes the blocks of the dialect in the form that themes for MkDocs know. */
final class DialectRenderer implements NodeRenderer {
  private final HtmlNodeRendererContext context;
  private final HtmlWriter html;
  private int tabSets;

  DialectRenderer(HtmlNodeRendererContext context) {
    this.context = context;
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(
        Admonition.class,
        Grouped.class,
        Tab.class,
        HtmlContainer.class,
        Styled.class,
        Attributes.class,
        Heading.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof Admonition block) {
      admonition(block);
    } else if (node instanceof Grouped group) {
      group(group);
    } else if (node instanceof Tab) {
      block("div class=\"tabbed-block\"", "div", node);
    } else if (node instanceof HtmlContainer container) {
      html.line();
      html.raw(container.start());
      html.line();
      children(node);
      html.raw("</" + container.tag() + ">");
      html.line();
    } else if (node instanceof Heading heading) {
      heading(heading);
    } else if (node instanceof Styled styled) {
      html.tag(styled.tag(), context.extendAttributes(node, styled.tag(), Map.of()));
      children(node);
      html.tag("/" + styled.tag());
    }
  }

  private void heading(Heading heading) {
    String tag = "h" + heading.getLevel();
    html.line();
    html.tag(tag, context.extendAttributes(heading, tag, Map.of()));
    children(heading);
    Map<String, String> link = new LinkedHashMap<>();
    link.put("class", "headerlink");
    link.put("href", "#" + Attributes.of(heading).get("id"));
    link.put("title", "Permanent link");
    html.tag("a", link);
    html.text("¶");
    html.tag("/a");
    html.tag("/" + tag);
    html.line();
  }

  private void admonition(Admonition block) {
    String type = block.type();
    String title = block.title() == null ? title(type) : block.title();
    String first = block.folds() ? "details" : "div";
    String classes = block.folds() ? type : ("admonition " + type).strip();
    html.line();
    html.raw(
        "<"
            + first
            + (classes.isEmpty() ? "" : " class=\"" + Html.escape(classes) + "\"")
            + (block.open() ? " open" : "")
            + ">");
    if (!title.isEmpty() || block.folds()) {
      html.raw(
          block.folds()
              ? "<summary>" + Html.escape(title) + "</summary>"
              : "<p class=\"admonition-title\">" + Html.escape(title) + "</p>");
    }
    html.line();
    children(block);
    html.raw("</" + first + ">");
    html.line();
  }

  private static String title(String type) {
    String word = type.split(" ")[0];
    return word.isEmpty()
        ? ""
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).replace('-', ' ');
  }

  private void group(Grouped group) {
    switch (group.kind()) {
      case TABS -> tabs(group);
      case DEFINITIONS -> block("dl", "dl", group);
      case TERM -> block("dt", "dt", group);
      case DEFINITION -> block("dd", "dd", group);
    }
  }

  private void tabs(Grouped set) {
    int number = ++tabSets;
    int count = 0;
    int selected = 0;
    StringBuilder labels = new StringBuilder();
    for (Node node = set.getFirstChild(); node != null; node = node.getNext()) {
      count++;
      selected = ((Tab) node).selected() ? count : selected;
      labels
          .append("<label for=\"__tabbed_")
          .append(number)
          .append('_')
          .append(count)
          .append("\">")
          .append(Html.escape(((Tab) node).title()))
          .append("</label>");
    }
    html.line();
    html.raw(
        "<div class=\"tabbed-set tabbed-alternate\" data-tabs=\"" + number + ":" + count + "\">");
    for (int i = 1; i <= count; i++) {
      html.raw(
          "<input"
              + (i == Math.max(1, selected) ? " checked=\"checked\"" : "")
              + " id=\"__tabbed_"
              + number
              + "_"
              + i
              + "\" name=\"__tabbed_"
              + number
              + "\" type=\"radio\">");
    }
    html.raw("<div class=\"tabbed-labels\">" + labels + "</div><div class=\"tabbed-content\">");
    children(set);
    html.raw("</div></div>");
    html.line();
  }

  private void block(String start, String tag, Node node) {
    html.line();
    html.raw("<" + start + ">");
    children(node);
    html.raw("</" + tag + ">");
    html.line();
  }

  private void children(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      context.render(node);
    }
  }
}
