package dev.callboard.diagrams;

import org.graphper.api.Graphviz;
import org.graphper.draw.ExecuteException;
import org.graphper.parser.DotParser;
import org.graphper.parser.ParseException;

/** Draws what is written in the language of Graphviz, without Graphviz. */
final class GraphvizDrawing {
  private static final int MESSAGE = 200;

  private GraphvizDrawing() {}

  static String svg(String source) throws WrongDiagramException {
    try {
      Graphviz graph = DotParser.parse(source);
      return graph.toSvgStr();
    } catch (ParseException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new WrongDiagramException(first.substring(0, Math.min(MESSAGE, first.length())));
    } catch (ExecuteException e) {
      throw new WrongDiagramException("It could not be drawn");
    }
  }
}
