package dev.callboard.docs.markdown;

import dev.callboard.docs.markdown.Diagrams.Drawing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/**
 * Puts drawings in the place of their sources. They become images with the drawing in their
 * address: within an image a browser runs nothing and loads nothing. For one page.
 */
final class DiagramPass extends AbstractVisitor {
  private static final Pattern TITLE = Pattern.compile("^\\s*title\\s+(\\S.*)$", Pattern.MULTILINE);
  private static final int ALT = 200;

  private final Diagrams diagrams;
  private final List<DrawnDiagram> drawn = new ArrayList<>();

  private DiagramPass(Diagrams diagrams) {
    this.diagrams = diagrams;
  }

  /** Draws the diagrams of a page and returns what became of them. */
  static List<DrawnDiagram> run(Node document, Diagrams diagrams) {
    if (diagrams == Diagrams.NONE) {
      return List.of();
    }
    DiagramPass pass = new DiagramPass(diagrams);
    document.accept(pass);
    return List.copyOf(pass.drawn);
  }

  @Override
  public void visit(FencedCodeBlock block) {
    FenceInfo info = FenceInfo.of(block.getInfo());
    String source = block.getLiteral();
    String language =
        info.language().isEmpty() && source.startsWith("@start") ? "plantuml" : info.language();
    Optional<Drawing> drawing =
        CodeRenderer.isDiagram(language) ? diagrams.draw(language, source) : Optional.empty();
    drawing.ifPresent(each -> replace(block, info, each));
  }

  private void replace(FencedCodeBlock block, FenceInfo info, Drawing drawing) {
    if (drawing.svg().isEmpty()) {
      String note =
          "<div class=\"admonition warning\"><p class=\"admonition-title\">The diagram was not"
              + " drawn</p><p>"
              + Html.escape(drawing.problem())
              + "</p></div>";
      block.insertBefore(new DrawnBlock(note));
      drawn.add(new DrawnDiagram("", drawing.problem(), drawing.lasting()));
      return;
    }
    byte[] svg = drawing.svg().getBytes(StandardCharsets.UTF_8);
    String address = "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    String alt = Html.escape(alt(info, block.getLiteral()));
    block.insertBefore(
        new DrawnBlock(
            "<p><img class=\"diagram\" alt=\"" + alt + "\" src=\"" + address + "\"></p>"));
    block.unlink();
    drawn.add(new DrawnDiagram(address, "", drawing.lasting()));
  }

  private static String alt(FenceInfo info, String source) {
    String wish = info.attributes().getOrDefault("alt", info.attributes().get("title"));
    if (wish != null && !wish.isBlank()) {
      return wish;
    }
    Matcher title = TITLE.matcher(source);
    String text = title.find() ? title.group(1).strip() : "Diagram";
    return text.substring(0, Math.min(ALT, text.length()));
  }
}
