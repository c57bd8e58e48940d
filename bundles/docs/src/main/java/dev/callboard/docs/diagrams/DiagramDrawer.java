package dev.callboard.docs.diagrams;

import static java.util.Objects.requireNonNull;

import dev.callboard.docs.diagrams.DiagramProcess.Answer;
import dev.callboard.docs.diagrams.DiagramProcess.OverLimitException;
import dev.callboard.docs.html.SvgCleaner;
import dev.callboard.docs.markdown.Diagrams;
import dev.callboard.docs.markdown.Diagrams.Drawing;
import dev.callboard.docs.site.Digests;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws diagrams of PlantUML and Graphviz in processes of their own, and keeps what was drawn.
 * Nothing is started or read before the first diagram. Thread-safe; blocks.
 */
@Component(service = DiagramDrawer.class)
public final class DiagramDrawer {
  private static final Logger LOG = LoggerFactory.getLogger(DiagramDrawer.class);

  /** Changes with the libraries and with what is allowed in drawings. */
  private static final String VERSION = "1";

  private final ConfigService config;
  private final TaskExecutor tasks;
  private final Supplier<String> classpath;
  private final Path folder;
  private DiagramSettings made;
  private DiagramProcesses processes;
  private DrawingCache cache;

  /** Called by the framework. */
  @Activate
  public DiagramDrawer(
      BundleContext context, @Reference ConfigService config, @Reference TaskExecutor tasks) {
    this(
        new Libraries(
            Path.of(String.valueOf(context.getProperty("callboard.home")), "lib", "diagrams")),
        Path.of(String.valueOf(context.getProperty("callboard.data")), "techdocs", "diagrams"),
        config,
        tasks);
  }

  DiagramDrawer(Supplier<String> classpath, Path folder, ConfigService config, TaskExecutor tasks) {
    this.classpath = requireNonNull(classpath, "classpath is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
  }

  /** Returns what draws the diagrams of one build, none at all when that is turned off. */
  public Diagrams forBuild() {
    DiagramSettings settings = DiagramSettings.from(config.current());
    return settings.enabled() && !classpath.get().isEmpty()
        ? new BuildDiagrams(this, settings)
        : Diagrams.NONE;
  }

  /** Returns a text that changes when the same source would be drawn in another way. */
  public String version() {
    return forBuild().version();
  }

  static String version(DiagramSettings settings) {
    return VERSION
        + " "
        + settings.sourceSize()
        + " "
        + settings.outputSize()
        + " "
        + settings.memory();
  }

  /** Draws what is not in the cache; {@code language} is that of the program. */
  Drawing draw(char language, byte[] source, DiagramSettings settings) {
    String key = Digests.of(version(settings), String.valueOf(language), Digests.of(source));
    ready(settings);
    Drawing known = cache().get(key).orElse(null);
    if (known != null) {
      return known;
    }
    Drawing drawing = drawNow(language, source);
    if (drawing.lasting()) {
      try {
        cache().put(key, drawing);
      } catch (IOException e) {
        LOG.warn("A diagram could not be kept in {}: {}", folder, e.toString());
      }
    }
    return drawing;
  }

  private Drawing drawNow(char language, byte[] source) {
    try {
      Answer answer = processes().draw(language, source);
      if (!answer.problem().isEmpty()) {
        return Drawing.wrong(answer.problem());
      }
      String svg = SvgCleaner.clean(answer.svg());
      return svg.isEmpty() ? Drawing.wrong("It could not be drawn") : Drawing.of(svg);
    } catch (OverLimitException e) {
      return Drawing.notNow(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Drawing.notNow("The server is stopping");
    } catch (IOException e) {
      LOG.warn("Diagrams cannot be drawn: {}", e.toString());
      return Drawing.notNow("Diagrams cannot be drawn on this server now");
    }
  }

  private synchronized void ready(DiagramSettings settings) {
    if (settings.equals(made)) {
      return;
    }
    if (processes != null) {
      processes.close();
    }
    cache = new DrawingCache(folder.resolve("drawn"), settings.cacheSize());
    processes = new DiagramProcesses(classpath.get(), folder.resolve("work"), settings, tasks);
    made = settings;
  }

  private synchronized DrawingCache cache() {
    return cache;
  }

  private synchronized DiagramProcesses processes() {
    return processes;
  }

  /** Returns how many processes there are. */
  synchronized int running() {
    return processes == null ? 0 : processes.count();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Deactivate
  synchronized void stop() {
    if (processes != null) {
      processes.close();
    }
  }
}
