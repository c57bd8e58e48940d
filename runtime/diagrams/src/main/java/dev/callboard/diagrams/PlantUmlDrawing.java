package dev.callboard.diagrams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.BlockUml;
import net.sourceforge.plantuml.ErrorUml;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.core.Diagram;
import net.sourceforge.plantuml.core.ImageData;
import net.sourceforge.plantuml.error.PSystemError;
import net.sourceforge.plantuml.security.SecurityProfile;
import net.sourceforge.plantuml.security.SecurityUtils;

/** Draws with PlantUML, by its own layout engine and without files or addresses. */
final class PlantUmlDrawing {
  private static final Pattern START = Pattern.compile("^\\s*@start\\w+.*");

  /** An author cannot choose an engine: the others are programs, or are not there. */
  private static final Pattern ENGINE =
      Pattern.compile("^\\s*!pragma\\s+(?:layout|graphviz_dot|svek_trace)\\b.*");

  private static final String LAYOUT = "!pragma layout smetana";

  private PlantUmlDrawing() {}

  static String svg(String source) throws WrongDiagramException, IOException {
    if (SecurityUtils.getSecurityProfile() != SecurityProfile.SANDBOX) {
      throw new IllegalStateException("PlantUML is not in its sandbox");
    }
    List<String> lines = new ArrayList<>();
    source
        .strip()
        .lines()
        .map(line -> ENGINE.matcher(line).matches() ? "" : line)
        .forEach(lines::add);
    boolean started = !lines.isEmpty() && START.matcher(lines.get(0)).matches();
    if (!started) {
      lines.add(0, "@startuml");
      lines.add("@enduml");
    }
    boolean uml = lines.get(0).strip().startsWith("@startuml");
    if (uml) {
      lines.add(1, LAYOUT);
    }
    return draw(String.join("\n", lines), (started ? 0 : 1) + (uml ? 1 : 0));
  }

  private static String draw(String text, int added) throws WrongDiagramException, IOException {
    List<BlockUml> blocks = new SourceStringReader(text).getBlocks();
    if (blocks.isEmpty()) {
      throw new WrongDiagramException("It has no end, or a start that is not known");
    }
    Diagram diagram = blocks.get(0).getDiagram();
    if (diagram instanceof PSystemError error) {
      throw new WrongDiagramException(message(error, added));
    }
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    ImageData image = diagram.exportDiagram(svg, 0, new FileFormatOption(FileFormat.SVG));
    if (image.getRootCause() != null || image.getStatus() >= 500) {
      throw new WrongDiagramException("It could not be drawn");
    }
    return svg.toString(StandardCharsets.UTF_8);
  }

  private static String message(PSystemError error, int added) {
    ErrorUml first = error.getFirstError();
    if (first == null) {
      return "It could not be understood";
    }
    int line = first.getPosition() + 1 - added;
    return (line > 0 ? "Line " + line + ": " : "") + first.getError();
  }
}
