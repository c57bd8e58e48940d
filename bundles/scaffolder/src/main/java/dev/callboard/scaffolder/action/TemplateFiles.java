package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateInfo;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.workspace.TaskWorkspace;
import dev.callboard.scaffolder.workspace.WorkspaceLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the files that steps name: absolute URLs from their hosts, others relative to the template.
 * A template that the catalog reads from a local file has its files beside it, and reaches nothing
 * above them.
 */
@Component(service = TemplateFiles.class)
public final class TemplateFiles {
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private final UrlReader reader;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public TemplateFiles(@Reference UrlReader reader, @Reference ConfigService config) {
    this.reader = requireNonNull(reader, "reader is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Does something with a tree of files while it is there. */
  interface TreeWork {
    void accept(Workspace files) throws IOException;
  }

  /** Reads a tree of files. */
  void tree(String url, ActionContext context, TreeWork work) throws IOException {
    warn(context);
    Optional<Path> local = localFolder(url, context);
    if (local.isPresent()) {
      work.accept(files(local.get(), context).in(url));
      return;
    }
    try (SourceTree tree = reader.readTree(absolute(url, context), ReadOptions.none())) {
      work.accept(files(tree.directory().orElseThrow(), context));
    }
  }

  /** Reads a file. */
  byte[] file(String url, ActionContext context) throws IOException {
    warn(context);
    Optional<Path> local = localFolder(url, context);
    if (local.isPresent()) {
      return files(local.get(), context).readBytes(url);
    }
    return reader.read(absolute(url, context), ReadOptions.none()).bytes().orElseThrow();
  }

  private static void warn(ActionContext context) {
    if (context.input().get("token") != null) {
      context
          .logger()
          .warn("The input token is not used: files are read with the credentials of the host");
    }
  }

  private Workspace files(Path directory, ActionContext context) throws IOException {
    return TaskWorkspace.open(
            directory, context.temporaryDirectory(), WorkspaceLimits.from(config.current()))
        .files();
  }

  private static Optional<Path> localFolder(String url, ActionContext context) {
    if (ABSOLUTE.matcher(url).matches()) {
      return Optional.empty();
    }
    return base(context)
        .filter(base -> base.startsWith("file:"))
        .map(base -> Path.of(URI.create(base.replace(" ", "%20")).getPath()).getParent());
  }

  private String absolute(String url, ActionContext context) {
    if (ABSOLUTE.matcher(url).matches()) {
      return url;
    }
    String base =
        base(context)
            .orElseThrow(
                () ->
                    PortalException.input(
                        "The URL '" + url + "' is relative, and the template comes from no file"));
    return reader.resolve(url, base);
  }

  private static Optional<String> base(ActionContext context) {
    return context.templateInfo().flatMap(TemplateInfo::baseUrl);
  }
}
