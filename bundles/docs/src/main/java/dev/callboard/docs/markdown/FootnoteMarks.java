package dev.callboard.docs.markdown;

import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;

/** Reads {@code [^label]}, and links whose address has spaces. */
final class FootnoteMarks implements LinkProcessor {
  private static final String STOPS = "()<>\"'\n";
  private static final int MOST = 1000;

  @Override
  public LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
    String text = link.text(scanner);
    boolean reference =
        link.destination() == null
            && (link.label() == null || link.label().startsWith("^"))
            && link.marker() == null
            && text.length() > 1
            && text.charAt(0) == '^';
    if (reference) {
      return LinkResult.replaceWith(
          new FootnoteReference(text.substring(1)), link.afterTextBracket());
    }
    return link.destination() == null && link.label() == null
        ? spaced(link, scanner)
        : LinkResult.none();
  }

  /** Unlike CommonMark, MkDocs takes spaces in the address of a link. */
  private static LinkResult spaced(LinkInfo link, Scanner scanner) {
    scanner.setPosition(link.afterTextBracket());
    if (!scanner.next('(')) {
      return LinkResult.none();
    }
    StringBuilder address = new StringBuilder();
    while (scanner.hasNext() && STOPS.indexOf(scanner.peek()) < 0 && address.length() < MOST) {
      address.append(scanner.peek());
      scanner.next();
    }
    String destination = address.toString().strip();
    if (!scanner.next(')') || destination.isEmpty()) {
      return LinkResult.none();
    }
    boolean image = link.marker() != null && link.marker().getLiteral().equals("!");
    return image
        ? LinkResult.wrapTextIn(new Image(destination, null), scanner.position()).includeMarker()
        : LinkResult.wrapTextIn(new Link(destination, null), scanner.position());
  }
}
