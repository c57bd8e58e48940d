package dev.callboard.docs.diagrams;

import dev.callboard.docs.markdown.Diagrams;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The diagrams of one build, which together may take so much time only. Thread-safe; blocks. */
final class BuildDiagrams implements Diagrams {
  private static final Map<String, Character> LANGUAGES =
      Map.of("plantuml", 'p', "puml", 'p', "uml", 'p', "graphviz", 'g', "dot", 'g');

  private final DiagramDrawer drawer;
  private final DiagramSettings settings;
  private final AtomicLong nanosLeft;

  BuildDiagrams(DiagramDrawer drawer, DiagramSettings settings) {
    this.drawer = drawer;
    this.settings = settings;
    this.nanosLeft = new AtomicLong(settings.buildTime().toNanos());
  }

  @Override
  public Optional<Drawing> draw(String language, String source) {
    Character program = LANGUAGES.get(language);
    return program == null ? Optional.empty() : Optional.of(draw(program, source));
  }

  private Drawing draw(char language, String source) {
    byte[] bytes = DiagramDrawer.utf8(source);
    if (bytes.length > settings.sourceSize()) {
      return Drawing.wrong(
          "It is larger than techdocs.diagrams.sourceSize allows: " + settings.sourceSize());
    }
    if (nanosLeft.get() <= 0) {
      return Drawing.notNow(
          "The diagrams before it took longer than techdocs.diagrams.buildTime allows: "
              + settings.buildTime().toSeconds()
              + " s");
    }
    long start = System.nanoTime();
    try {
      return drawer.draw(language, bytes, settings);
    } finally {
      nanosLeft.addAndGet(start - System.nanoTime());
    }
  }

  @Override
  public String version() {
    return DiagramDrawer.version(settings);
  }
}
