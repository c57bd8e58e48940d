package dev.callboard.docs.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Rebuilds a drawing of shapes and words. What runs, loads, leads elsewhere or is no SVG is left
 * out. Stateless.
 */
public final class SvgCleaner {
  private static final Set<String> SHAPES =
      Set.of(
          "svg",
          "g",
          "defs",
          "title",
          "desc",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "path",
          "text",
          "tspan",
          "lineargradient",
          "radialgradient",
          "stop",
          "clippath",
          "marker",
          "image",
          "filter",
          "feoffset",
          "fegaussianblur",
          "fecolormatrix",
          "feblend",
          "feflood",
          "fecomposite",
          "femerge",
          "femergenode");

  /** A link is taken off, what it stands around stays. */
  private static final String LINK = "a";

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "id|class|style|transform|viewbox|preserveaspectratio|version|width|height|x|y|[xyr][12]"
              + "|cx|cy|r|rx|ry|fx|fy|dx|dy|d|points|pathlength|opacity|offset|rotate"
              + "|fill(-[a-z]+)?|stroke(-[a-z]+)?|stop-[a-z]+|font(-[a-z]+)?|text-[a-z]+|textlength"
              + "|lengthadjust|letter-spacing|word-spacing|dominant-baseline|alignment-baseline"
              + "|baseline-shift|clip-path|clip-rule|filter|marker-(start|mid|end)|refx|refy|orient"
              + "|markerwidth|markerheight|markerunits|gradientunits|gradienttransform"
              + "|spreadmethod|clippathunits|filterunits|primitiveunits|in|in2|result|stddeviation"
              + "|mode|type|values|operator|k[1-4]|flood-[a-z]+|visibility|display|xml:space");

  /** An address within the drawing is the only one that a value may have. */
  private static final Pattern INSIDE = Pattern.compile("url\\(\\s*[\"']?#[\\w.:-]+[\"']?\\s*\\)");

  private static final Pattern RISKY =
      Pattern.compile("url|[@\\\\]|expression|import|javascript|/\\*", Pattern.CASE_INSENSITIVE);
  private static final Pattern PICTURE =
      Pattern.compile("data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\\s]*");

  private SvgCleaner() {}

  /** Returns the drawing without anything that is not allowed; empty when there is none. */
  public static String clean(String svg) {
    Document document = Jsoup.parse(svg, "", Parser.xmlParser());
    document
        .outputSettings()
        .prettyPrint(false)
        .syntax(Document.OutputSettings.Syntax.xml)
        .escapeMode(Entities.EscapeMode.xhtml);
    Element root = document.firstElementChild();
    if (root == null || !root.normalName().equals("svg")) {
      return "";
    }
    List<Node> nodes = new ArrayList<>();
    root.traverse((node, depth) -> nodes.add(node));
    for (Node node : nodes) {
      if (node instanceof Element element) {
        clean(element, root);
      } else if (!(node instanceof TextNode) || node instanceof org.jsoup.nodes.CDataNode) {
        node.remove();
      }
    }
    return root.attr("xmlns", "http://www.w3.org/2000/svg").outerHtml();
  }

  private static void clean(Element element, Element root) {
    String name = element.normalName();
    if (name.equals(LINK)) {
      element.unwrap();
      return;
    }
    if (!SHAPES.contains(name) || name.equals("svg") && element != root) {
      element.remove();
      return;
    }
    String picture = element.attr("xlink:href") + element.attr("href");
    for (Attribute attribute : element.attributes().asList()) {
      if (!isAllowed(attribute)) {
        element.removeAttr(attribute.getKey());
      }
    }
    if (name.equals("image")) {
      if (!PICTURE.matcher(picture).matches()) {
        element.remove();
        return;
      }
      element.attr("href", picture);
    }
  }

  private static boolean isAllowed(Attribute attribute) {
    return ATTRIBUTE.matcher(attribute.getKey().toLowerCase(Locale.ROOT)).matches()
        && !RISKY.matcher(INSIDE.matcher(attribute.getValue()).replaceAll("")).find();
  }
}
