package dev.callboard.catalog.validate;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.location.FileTree;
import dev.callboard.catalog.model.BuiltInKinds;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.KindRegistry;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.process.EntityLimits;
import dev.callboard.catalog.process.EntityPipeline;
import dev.callboard.catalog.process.FileResolvers;
import dev.callboard.catalog.process.Origin;
import dev.callboard.catalog.process.ProcessedEntity;
import dev.callboard.catalog.process.ProcessorChain;
import dev.callboard.catalog.yaml.YamlDocument;
import dev.callboard.catalog.yaml.YamlException;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks entity files without a server, as a catalog with the built-in kinds would. Needs no OSGi.
 * Thread-safe; reads the file and what its placeholders name on the disk, nothing else.
 */
public final class EntityFileValidator {
  private final YamlReader yaml = new YamlReader(YamlLimits.DEFAULT);
  private final EntityPipeline pipeline;

  /** Creates a validator that knows the kinds that every catalog has. */
  public EntityFileValidator() {
    this(List.of());
  }

  /**
   * Creates a validator.
   *
   * @param optionalKinds what {@code catalog.optionalKinds} would name: {@code AiResource}, {@code
   *     mcp-server}
   */
  public EntityFileValidator(List<String> optionalKinds) {
    KindRegistry kinds = new KindRegistry(BuiltInKinds.standard());
    optionalKinds.forEach(name -> BuiltInKinds.optional(name).forEach(kinds::add));
    pipeline =
        new EntityPipeline(
            new EntityChecks(kinds),
            EntityLimits.DEFAULT,
            FileResolvers.create(YamlLimits.DEFAULT),
            ProcessorChain.NONE);
  }

  /**
   * Checks every document of a file. Placeholders are read below the nearest directory upwards that
   * is a git working tree, or else below the directory of the file.
   *
   * @throws IOException when the file cannot be read
   */
  public List<DocumentVerdict> validate(Path file) throws IOException {
    return validate(file, enclosing(file), Optional.empty());
  }

  /**
   * Checks every document of a file.
   *
   * @param file the file
   * @param root the directory that placeholders may read below
   * @param url the URL that the file will be read from by a catalog, to judge references to other
   *     repositories by; or empty
   * @throws IOException when the file cannot be read
   */
  public List<DocumentVerdict> validate(Path file, Path root, Optional<String> url)
      throws IOException {
    requireNonNull(file, "file is null");
    byte[] bytes = Files.readAllBytes(file);
    List<DocumentVerdict> verdicts = new ArrayList<>();
    try {
      for (YamlDocument document : yaml.read(bytes)) {
        verdicts.add(judge(document, file, root, url));
      }
    } catch (YamlException e) {
      verdicts.add(unreadable(0, 1, e));
    }
    return verdicts;
  }

  private DocumentVerdict judge(YamlDocument document, Path file, Path root, Optional<String> url) {
    if (document.error().isPresent()) {
      return unreadable(document.index(), document.firstLine(), document.error().get());
    }
    if (document.isEmpty()) {
      return verdict(document, Verdict.EMPTY, Optional.empty(), List.of(), List.of());
    }
    OfflineFiles files = new OfflineFiles(file.toAbsolutePath(), new FileTree(root, 16 << 20), url);
    Origin origin = new Origin(files.location(), files.location());
    ProcessedEntity processed = pipeline.process(document.value(), origin, files);
    List<Finding> warnings =
        files.unread().stream()
            .map(
                reference ->
                    new Finding(
                        document.firstLine(),
                        1,
                        Stage.PLACEHOLDER,
                        "not checked: a catalog reads " + reference + " only if it is allowed to"))
            .toList();
    Verdict verdict = verdict(processed.problems());
    return new DocumentVerdict(
        document.index(),
        document.firstLine(),
        verdict,
        processed.ref(),
        processed.relations(),
        findings(document, processed.problems()),
        warnings);
  }

  private static Verdict verdict(List<Problem> problems) {
    if (problems.isEmpty()) {
      return Verdict.VALID;
    }
    return problems.stream().allMatch(problem -> problem.stage() == Stage.UNKNOWN_KIND)
        ? Verdict.UNKNOWN_KIND
        : Verdict.INVALID;
  }

  private static List<Finding> findings(YamlDocument document, List<Problem> problems) {
    return problems.stream()
        .map(
            problem -> {
              YamlDocument.Position at = document.locate(problem.pointer());
              return new Finding(at.line(), at.column(), problem.stage(), problem.message());
            })
        .toList();
  }

  private static DocumentVerdict unreadable(int index, int line, YamlException e) {
    return new DocumentVerdict(
        index,
        line,
        e.wellFormed() ? Verdict.INVALID : Verdict.UNPARSABLE,
        Optional.empty(),
        List.of(),
        List.of(new Finding(e.line(), e.column(), Stage.PARSE, e.getMessage())),
        List.of());
  }

  private static DocumentVerdict verdict(
      YamlDocument document,
      Verdict verdict,
      Optional<String> ref,
      List<Finding> errors,
      List<Finding> warnings) {
    return new DocumentVerdict(
        document.index(), document.firstLine(), verdict, ref, List.of(), errors, warnings);
  }

  private static Path enclosing(Path file) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    for (Path up = directory; up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(".git"))) {
        return up;
      }
    }
    return directory;
  }
}
