package dev.callboard.docs.markdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Finds addresses, emoji, symbols and abbreviations in text that is neither code nor markup. */
final class TextPass extends AbstractVisitor {
  private static final String URL =
      "(?<url>(?<![\\w])(?:(?:https?|ftps?)://[A-Za-z0-9][-\\w]*(?:\\.[-\\w]+)*|www\\.[A-Za-z0-9][-\\w]*(?:\\.[-\\w]+)+)"
          + "(?:/?[-\\w.?,!'(){}\\[\\]/+&@%$#=:\"|~;]*[A-Za-z0-9\\-/#@$+=])?)";
  private static final String MAIL =
      "(?<mail>(?<![-/+@.\\w])[A-Za-z0-9+_-][-A-Za-z0-9._+]{0,63}(?<!\\.)@[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){0,8}\\.[A-Za-z][A-Za-z0-9-]{1,63}(?![-@_\\w]))";
  private static final String EMOJI = "(?<emoji>:[a-z0-9+_-]{1,60}:)";
  private static final String SYMBOL =
      "(?<symbol>\\((?:tm|c|r)\\)|c/o\\b|\\+/-|<-->|(?<!<)-->|<--(?!>)|=/=|(?<![\\d/])(?:1/[2-9]|2/[35]|3/[458]|4/5|5/[68]|7/8)(?![\\d/]))";
  private static final Pattern PLAIN =
      Pattern.compile(URL + "|" + MAIL + "|" + EMOJI + "|" + SYMBOL);
  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("(tm)", "™"),
          Map.entry("(c)", "©"),
          Map.entry("(r)", "®"),
          Map.entry("c/o", "℅"),
          Map.entry("+/-", "±"),
          Map.entry("-->", "→"),
          Map.entry("<--", "←"),
          Map.entry("<-->", "↔"),
          Map.entry("=/=", "≠"),
          Map.entry("1/2", "½"),
          Map.entry("1/3", "⅓"),
          Map.entry("2/3", "⅔"),
          Map.entry("1/4", "¼"),
          Map.entry("3/4", "¾"),
          Map.entry("1/5", "⅕"),
          Map.entry("2/5", "⅖"),
          Map.entry("3/5", "⅗"),
          Map.entry("4/5", "⅘"),
          Map.entry("1/6", "⅙"),
          Map.entry("5/6", "⅚"),
          Map.entry("1/8", "⅛"),
          Map.entry("3/8", "⅜"),
          Map.entry("5/8", "⅝"),
          Map.entry("7/8", "⅞"));

  private static final List<String> SIGNS =
      List.of("://", "www.", "--", "(c)", "(r)", "(tm)", "+/-", "=/=", "c/o");

  private final Emoji emoji;
  private final Map<String, String> abbreviations;
  private final Pattern pattern;
  private final List<Text> texts = new ArrayList<>();

  TextPass(Emoji emoji, Map<String, String> abbreviations) {
    this.emoji = emoji;
    this.abbreviations = abbreviations;
    this.pattern =
        abbreviations.isEmpty()
            ? PLAIN
            : Pattern.compile(PLAIN.pattern() + "|(?<abbr>" + words(abbreviations) + ")");
  }

  private static String words(Map<String, String> abbreviations) {
    return abbreviations.keySet().stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .map(word -> "(?<!\\w)" + Pattern.quote(word) + "(?!\\w)")
        .collect(Collectors.joining("|"));
  }

  void run(Node document) {
    document.accept(this);
    texts.forEach(this::rewrite);
  }

  @Override
  public void visit(Text text) {
    texts.add(text);
  }

  @Override
  public void visit(Link link) {
    int from = texts.size();
    visitChildren(link);
    // an address within a link is that link's text
    texts.subList(from, texts.size()).removeIf(text -> text.getLiteral().contains("://"));
  }

  @Override
  public void visit(Image image) {
    // its text becomes an attribute
  }

  /** Most texts have nothing to find, and looking for two characters is far cheaper. */
  private boolean mayMatch(String text) {
    return !abbreviations.isEmpty()
        || text.indexOf('@') >= 0
        || SIGNS.stream().anyMatch(text::contains)
        || hasFraction(text)
        || hasName(text);
  }

  private static boolean hasFraction(String text) {
    int slash = text.indexOf('/');
    return slash > 0 && Character.isDigit(text.charAt(slash - 1))
        || slash >= 0 && text.indexOf('/', slash + 1) >= 0;
  }

  /** Two colons with a word between them. */
  private static boolean hasName(String text) {
    int colon = text.indexOf(':');
    while (colon >= 0) {
      int next = text.indexOf(':', colon + 1);
      if (next > colon + 1 && text.substring(colon, next).indexOf(' ') < 0) {
        return true;
      }
      colon = next;
    }
    return false;
  }

  private void rewrite(Text text) {
    String literal = text.getLiteral();
    if (!mayMatch(literal)) {
      return;
    }
    Matcher found = pattern.matcher(literal);
    int from = 0;
    while (found.find()) {
      Node node = node(found, text);
      if (node == null) {
        continue;
      }
      if (found.start() > from) {
        text.insertBefore(new Text(literal.substring(from, found.start())));
      }
      text.insertBefore(node);
      from = found.end();
    }
    if (from > 0) {
      if (from == literal.length()) {
        text.unlink();
      } else {
        text.setLiteral(literal.substring(from));
      }
    }
  }

  private Node node(Matcher found, Text text) {
    if (found.group("url") != null || found.group("mail") != null) {
      return within(text) ? null : link(found.group());
    }
    if (found.group("emoji") != null) {
      String name = found.group().substring(1, found.group().length() - 1);
      return emoji.html(name).map(TextPass::html).orElse(null);
    }
    if (found.group("symbol") != null) {
      return new Text(SYMBOLS.getOrDefault(found.group(), found.group()));
    }
    String meaning = abbreviations.get(found.group());
    return html(
        "<abbr title=\"" + Html.escape(meaning) + "\">" + Html.escape(found.group()) + "</abbr>");
  }

  private static boolean within(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at instanceof Link) {
        return true;
      }
    }
    return false;
  }

  private static Node link(String text) {
    String prefix = text.startsWith("www.") ? "https://" : text.contains("://") ? "" : "mailto:";
    Link link = new Link(prefix + text, null);
    link.appendChild(new Text(text));
    return link;
  }

  private static Node html(String literal) {
    HtmlInline node = new HtmlInline();
    node.setLiteral(literal);
    return node;
  }
}
