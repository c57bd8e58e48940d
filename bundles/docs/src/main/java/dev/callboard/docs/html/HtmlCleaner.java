package dev.callboard.docs.html;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Parses HTML once, as browsers do, keeps what is allowed and writes that. Nothing of the text that
 * came in is copied. Thread-safe.
 */
public final class HtmlCleaner {
  private static final Pattern STYLE =
      Pattern.compile("^\\s*text-align:\\s*(?:left|right|center|justify)\\s*;?\\s*$");
  private static final Pattern SIZE = Pattern.compile("^[0-9]{1,5}(?:px|em|rem|%)?$");
  private static final Set<String> SIZES = Set.of("width", "height", "border");

  private final HtmlPolicy policy;

  /** Makes a cleaner. */
  public HtmlCleaner(HtmlPolicy policy) {
    this.policy = requireNonNull(policy, "policy is null");
  }

  /** Cleans HTML without images of ours. */
  public CleanPage clean(String html) {
    return clean(html, Set.of());
  }

  /**
   * Cleans the content of a page.
   *
   * @param drawn the addresses of images that we have made, which stay
   */
  public CleanPage clean(String html, Set<String> drawn) {
    Document document = Jsoup.parseBodyFragment(html);
    document
        .outputSettings()
        .prettyPrint(false)
        .escapeMode(org.jsoup.nodes.Entities.EscapeMode.base);
    Element body = document.body();
    Set<String> links = new LinkedHashSet<>();
    Set<String> images = new LinkedHashSet<>();
    Set<String> anchors = new HashSet<>();
    for (Node node : nodes(body)) {
      if (node instanceof Element element) {
        clean(element, drawn);
        remember(element, links, images, anchors);
      } else if (!(node instanceof TextNode) || node instanceof org.jsoup.nodes.CDataNode) {
        node.remove();
      }
    }
    return new CleanPage(
        body.html(),
        Sections.of(body),
        List.copyOf(links),
        List.copyOf(images),
        Set.copyOf(anchors));
  }

  /** All nodes in the order of the text; none is visited by recursion, however deep they nest. */
  private static List<Node> nodes(Element body) {
    List<Node> nodes = new ArrayList<>();
    body.traverse(
        (node, depth) -> {
          if (node != body) {
            nodes.add(node);
          }
        });
    return nodes;
  }

  private void clean(Element element, Set<String> drawn) {
    String name = element.normalName();
    if (element.ownerDocument() == null) {
      return;
    }
    if (!element.tag().namespace().equals("http://www.w3.org/1999/xhtml")) {
      element.remove();
      return;
    }
    if (name.equals("iframe") && Urls.embeddable(element.attr("src"), policy.iframeHosts())) {
      frame(element);
      return;
    }
    if (AllowedElements.isPoison(name)) {
      element.remove();
      return;
    }
    boolean custom =
        policy.customElements() != null
            && name.indexOf('-') > 0
            && policy.customElements().matcher(name).matches();
    if (!AllowedElements.isAllowed(name) && !custom) {
      element.unwrap();
      return;
    }
    for (Attribute attribute : element.attributes().asList()) {
      attribute(element, attribute, custom, drawn);
    }
    if (name.equals("input") && !element.attr("type").matches("checkbox|radio")) {
      element.remove();
    }
  }

  private static void frame(Element element) {
    String src = Urls.seen(element.attr("src"));
    String title = element.attr("title");
    element.clearAttributes();
    element.empty();
    element.attr("src", src);
    element.attr("title", title);
    element.attr("sandbox", "allow-scripts allow-popups allow-forms");
    element.attr("loading", "lazy");
    element.attr("referrerpolicy", "no-referrer");
  }

  private void attribute(Element element, Attribute attribute, boolean custom, Set<String> drawn) {
    String key = attribute.getKey().toLowerCase(Locale.ROOT);
    String value = attribute.getValue();
    boolean operators =
        custom
            && policy.customAttributes() != null
            && policy.customAttributes().matcher(key).matches()
            && !key.startsWith("on");
    if (key.equals("src") && drawn.contains(value) && element.normalName().equals("img")) {
      return;
    }
    String kept =
        AllowedElements.hasAttribute(element.normalName(), key) || operators
            ? value(element, key, value)
            : null;
    if (kept == null) {
      element.removeAttr(attribute.getKey());
    } else if (!kept.equals(value)) {
      element.attr(key, kept);
    }
  }

  private String value(Element element, String key, String value) {
    return switch (key) {
      case "href" -> Urls.link(value, policy.protocols());
      case "cite" -> Urls.link(value, Set.of());
      case "src" -> Urls.image(value);
      case "id" -> Ids.safe(value, AllowedElements.isHeading(element.normalName()));
      case "name" ->
          element.normalName().equals("input") && !value.startsWith("__tabbed_")
              ? null
              : Ids.safe(value, false);
      case "style" -> STYLE.matcher(value).matches() ? value.strip() : null;
      default -> SIZES.contains(key) && !SIZE.matcher(value).matches() ? null : value;
    };
  }

  private static void remember(
      Element element, Set<String> links, Set<String> images, Set<String> anchors) {
    if (element.hasAttr("id")) {
      anchors.add(element.id());
    }
    if (element.normalName().equals("a")) {
      if (element.hasAttr("name")) {
        anchors.add(element.attr("name"));
      }
      if (element.hasAttr("href") && !element.hasClass("headerlink")) {
        links.add(element.attr("href"));
        if (Urls.scheme(element.attr("href")).startsWith("http")) {
          element.attr("rel", "noopener noreferrer");
        }
      }
    }
    if (element.normalName().equals("img")
        && element.hasAttr("src")
        && !element.attr("src").startsWith("data:")) {
      images.add(element.attr("src"));
    }
  }
}
