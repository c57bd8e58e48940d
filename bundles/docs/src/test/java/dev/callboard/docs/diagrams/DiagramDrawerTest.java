package dev.callboard.docs.diagrams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.fakes.Threads;
import dev.callboard.docs.markdown.Diagrams;
import dev.callboard.docs.markdown.Diagrams.Drawing;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One process of the real kind serves most of these. */
class DiagramDrawerTest {
  private static final String RELATION =
      "@startuml\nclass Venue\nclass Show\nVenue --> Show\n@enduml";

  @TempDir static Path shared;
  @TempDir Path own;

  private static Threads threads;
  private static DiagramDrawer drawer;

  @BeforeAll
  static void start() {
    threads = new Threads(2);
    drawer = drawer(shared, Map.of());
  }

  @AfterAll
  static void stop() {
    drawer.stop();
    threads.close();
  }

  private static DiagramDrawer drawer(Path folder, Map<String, Object> diagrams) {
    Map<String, Object> settings = new HashMap<>(Map.of("timeout", "PT20S"));
    settings.putAll(diagrams);
    MapConfig config = new MapConfig(Map.of("techdocs", Map.of("diagrams", settings)));
    return new DiagramDrawer(
        () -> System.getProperty("java.class.path"), folder, () -> config, threads);
  }

  private static Drawing draw(DiagramDrawer drawer, String language, String source) {
    return drawer.forBuild().draw(language, source).orElseThrow();
  }

  private static Drawing draw(String language, String source) {
    return draw(drawer, language, source);
  }

  @Test
  void classesAreLaidOutWithoutGraphviz() {
    String svg = draw("plantuml", RELATION).svg();
    assertTrue(svg.startsWith("<svg "), svg);
    assertTrue(svg.contains("Venue") && svg.contains("Show"), svg);
    assertFalse(svg.contains("<?") || svg.contains("<!--"), svg);
  }

  @Test
  void startAndEndMayBeLeftOut() {
    assertTrue(draw("puml", "Alice -> Bob: hello").svg().contains("hello"));
    assertTrue(draw("uml", "@startmindmap\n* root\n** leaf\n@endmindmap").svg().contains("leaf"));
  }

  @Test
  void graphsOfGraphvizAreDrawn() {
    String svg = draw("dot", "digraph { rankdir=LR; queue -> worker [label=\"takes\"]; }").svg();
    assertTrue(svg.contains("queue") && svg.contains("takes"), svg);
    assertTrue(draw("graphviz", "graph { a -- b }").svg().contains("<ellipse"));
  }

  @Test
  void otherLanguagesAreLeftToTheBrowser() {
    assertTrue(drawer.forBuild().draw("mermaid", "graph TD").isEmpty());
  }

  @Test
  void aMistakeIsToldWithItsLine() {
    assertTrue(
        draw("plantuml", "A -> B\nnonsense ]]").problem().startsWith("Line 2: Syntax Error?"));
    String whole = "@startuml\nA -> B\nnonsense ]]\n@enduml";
    assertTrue(draw("plantuml", whole).problem().startsWith("Line 3: Syntax Error?"));
    assertTrue(draw("dot", "digraph { a -> ").problem().startsWith("line 1:"));
    assertTrue(draw("plantuml", "@startnothing\n@endnothing").svg().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!include /etc/passwd\nA -> B",
        "!include ../../etc/passwd\nA -> B",
        "!includeurl http://127.0.0.1:9/x\nA -> B",
        "!include http://127.0.0.1:9/x\nA -> B",
        "!theme plain from http://127.0.0.1:9/x\nA -> B",
        "!import /etc/passwd\nA -> B",
        "!$x = %load_json(\"/etc/passwd\")\nA -> B: $x",
        "A -> B: <img:/etc/passwd> <img:http://127.0.0.1:9/x.png>",
        "A -> B: %getenv(\"PATH\") %getenv(\"HOME\")",
        "!pragma layout elk\nclass A\nclass B\nA --> B",
        "!pragma graphviz_dot /bin/sh\nclass A\nclass B\nA --> B",
        "A -> B: [[javascript:alert(1) press]] <script>alert(1)</script>",
        "testdot",
        "listfonts"
      })
  void P06_aHostileSourceReadsNothingAndLeadsNowhere(String source) {
    Drawing drawing = draw("plantuml", "@startuml\n" + source + "\n@enduml");
    String all = drawing.svg() + drawing.problem();
    for (String secret :
        new String[] {"root:", "/usr/bin", "/root", "<script", "href", "opt/local"}) {
      assertFalse(all.contains(secret), secret + " in " + all);
    }
    assertNotEquals("", all);
  }

  @Test
  void X03_anImageOfAGraphIsNotReadAndALinkIsTakenOff() {
    Drawing drawing =
        draw("dot", "digraph { a [image=\"/etc/passwd\"]; a -> b [URL=\"javascript:alert(1)\"] }");
    assertFalse(drawing.svg().contains("passwd"), drawing.svg());
    assertFalse(drawing.svg().contains("javascript"), drawing.svg());
    assertTrue(drawing.svg().contains("<ellipse"), drawing.svg());
  }

  @Test
  void aSourceThatRepeatsItselfForEverEnds() {
    String loop = "!$x = 1\n!while $x > 0\n!$x = $x + 1\n!endwhile\nA -> B";
    assertNotEquals("", draw("plantuml", "@startuml\n" + loop + "\n@enduml").problem());
    String self = "!procedure $f()\n$f()\n!endprocedure\n$f()\nA -> B";
    assertNotEquals("", draw("plantuml", "@startuml\n" + self + "\n@enduml").problem());
  }

  @Test
  void aSourceThatFillsTheMemoryEndsItsProcessOnly() {
    DiagramDrawer small = drawer(own, Map.of("memory", 64L << 20));
    String growing = "@startuml\n!$x = \"a\"\n!while 1\n!$x = $x + $x\n!endwhile\nA -> B\n@enduml";
    Drawing drawing = draw(small, "plantuml", growing);
    assertTrue(drawing.problem().contains("techdocs.diagrams.memory"), drawing.problem());
    assertFalse(drawing.lasting());
    assertTrue(draw(small, "plantuml", "A -> B").svg().contains("<svg"));
    small.stop();
    assertEquals(0, small.running());
  }

  @Test
  void aSourceThatTakesTooLongEndsItsProcessOnly() {
    DiagramDrawer hasty = drawer(own, Map.of("timeout", "PT0.001S"));
    Drawing drawing = draw(hasty, "plantuml", RELATION);
    assertTrue(drawing.problem().contains("techdocs.diagrams.timeout"), drawing.problem());
    assertFalse(drawing.lasting());
    assertEquals(0, hasty.running());
  }

  @Test
  void aSourceMayBeAsLargeAsTheLimitAndNoLarger() {
    String source = "A -> B: hello";
    for (int more = -1; more <= 1; more++) {
      Map<String, Object> limit = Map.of("sourceSize", (long) source.length() + more);
      DiagramDrawer limited = drawer(shared, limit);
      Drawing drawing = draw(limited, "plantuml", source);
      assertEquals(more < 0, drawing.problem().contains("techdocs.diagrams.sourceSize"), "" + more);
      limited.stop();
    }
  }

  @Test
  void theDiagramsOfABuildMayTakeSoMuchTimeOnly() {
    DiagramDrawer limited = drawer(own, Map.of("buildTime", "PT0.001S"));
    Diagrams build = limited.forBuild();
    assertTrue(build.draw("plantuml", "A -> B").orElseThrow().problem().isEmpty());
    Drawing second = build.draw("plantuml", "A -> C").orElseThrow();
    assertTrue(second.problem().contains("techdocs.diagrams.buildTime"), second.problem());
    assertTrue(draw(limited, "plantuml", "A -> C").problem().isEmpty());
    limited.stop();
  }

  @Test
  void whatWasDrawnOnceNeedsNoProcess() throws IOException {
    DiagramDrawer first = drawer(own, Map.of());
    String svg = draw(first, "plantuml", "A -> B: once").svg();
    String problem = draw(first, "plantuml", "once ]]").problem();
    first.stop();
    DiagramDrawer second = drawer(own, Map.of());
    assertEquals(svg, draw(second, "plantuml", "A -> B: once").svg());
    assertEquals(problem, draw(second, "plantuml", "once ]]").problem());
    assertEquals(0, second.running());
    try (Stream<Path> files = Files.list(own.resolve("drawn"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aDrawingThatIsTooLargeIsRefused() {
    DiagramDrawer limited = drawer(own, Map.of("outputSize", 100L));
    Drawing drawing = draw(limited, "plantuml", "A -> B: hello");
    assertTrue(drawing.problem().contains("techdocs.diagrams.outputSize"), drawing.problem());
    limited.stop();
  }

  @Test
  void withoutTheLibrariesOrWhenTurnedOffNothingIsDrawn() {
    assertEquals(Diagrams.NONE, drawer(own, Map.of("enabled", false)).forBuild());
    DiagramDrawer without =
        new DiagramDrawer(new Libraries(own.resolve("missing")), own, MapConfig::empty, threads);
    assertEquals(Diagrams.NONE, without.forBuild());
  }
}
