package dev.callboard.docs.html;

import java.util.Map;
import java.util.Set;

/** Which elements stay and with which attributes. What is not named here goes. */
final class AllowedElements {
  private static final Set<String> NONE = Set.of();
  private static final Set<String> CELL =
      Set.of("align", "valign", "colspan", "rowspan", "scope", "width", "style", "headers");
  private static final Set<String> EVERYWHERE =
      Set.of("class", "id", "title", "lang", "dir", "role", "align", "hidden", "tabindex");
  private static final Set<String> DATA = Set.of("data-tabs", "data-linenos", "data-layout");

  private static final Map<String, Set<String>> ELEMENTS =
      Map.ofEntries(
          Map.entry("a", Set.of("href", "name", "download")),
          Map.entry("img", Set.of("src", "alt", "width", "height", "loading")),
          Map.entry("ol", Set.of("start", "type", "reversed")),
          Map.entry("li", Set.of("value")),
          Map.entry("details", Set.of("open")),
          Map.entry("input", Set.of("type", "checked", "disabled", "name")),
          Map.entry("label", Set.of("for")),
          Map.entry("td", CELL),
          Map.entry("th", CELL),
          Map.entry("col", Set.of("span", "width")),
          Map.entry("colgroup", Set.of("span")),
          Map.entry("table", Set.of("width", "border")),
          Map.entry("q", Set.of("cite")),
          Map.entry("time", Set.of("datetime")));

  private static final Set<String> PLAIN =
      Set.of(
          "abbr",
          "article",
          "aside",
          "b",
          "bdi",
          "bdo",
          "big",
          "blockquote",
          "br",
          "caption",
          "center",
          "cite",
          "code",
          "dd",
          "del",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "figcaption",
          "figure",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "i",
          "ins",
          "kbd",
          "main",
          "mark",
          "nav",
          "p",
          "picture",
          "pre",
          "rp",
          "rt",
          "ruby",
          "s",
          "samp",
          "section",
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "summary",
          "sup",
          "tbody",
          "tfoot",
          "thead",
          "tr",
          "tt",
          "u",
          "ul",
          "var",
          "wbr");

  /** Elements that go with what is in them: they are code, or are read by other rules than HTML. */
  private static final Set<String> POISON =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "object",
          "embed",
          "applet",
          "frame",
          "frameset",
          "noframes",
          "noembed",
          "xmp",
          "plaintext",
          "listing",
          "title",
          "textarea",
          "select",
          "option",
          "math",
          "svg",
          "base",
          "meta",
          "link",
          "head",
          "iframe",
          "audio",
          "video",
          "source",
          "track",
          "param",
          "canvas",
          "dialog",
          "slot",
          "portal",
          "marquee",
          "annotation-xml",
          "foreignobject",
          "mglyph",
          "malignmark",
          "isindex",
          "keygen",
          "bgsound",
          "image");

  private AllowedElements() {}

  static boolean isAllowed(String element) {
    return PLAIN.contains(element) || ELEMENTS.containsKey(element);
  }

  static boolean isHeading(String element) {
    return element.length() == 2
        && element.charAt(0) == 'h'
        && element.charAt(1) >= '1'
        && element.charAt(1) <= '6';
  }

  static boolean isPoison(String element) {
    return POISON.contains(element);
  }

  static boolean hasAttribute(String element, String attribute) {
    return EVERYWHERE.contains(attribute)
        || DATA.contains(attribute)
        || attribute.startsWith("aria-")
        || ELEMENTS.getOrDefault(element, NONE).contains(attribute);
  }
}
