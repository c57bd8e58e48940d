package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.plugins.store.ShippedJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What people and programs do with plugins. Every change waits until it is done, which takes as
 * long as the deadlines of the plugin allow. Results are JSON values. Failures are {@link
 * PortalException}. Thread-safe.
 */
public final class PluginAccess {
  private final Parts parts;
  private final Operations operations;
  private final Uploads uploads;
  private final PluginView view;
  private final DryRun dryRun;
  private final BundleContext context;
  private final Optional<Path> dropFolder;

  PluginAccess(
      Parts parts,
      Operations operations,
      PluginView view,
      DryRun dryRun,
      BundleContext context,
      Optional<Path> dropFolder) {
    this.parts = parts;
    this.operations = operations;
    this.uploads = new Uploads(parts);
    this.view = view;
    this.dryRun = dryRun;
    this.context = context;
    this.dropFolder = dropFolder;
  }

  /** Returns every plugin, and the files that were turned away. */
  public Map<String, Object> list() {
    List<Object> items = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (PluginIdentity.isCore(bundle)) {
        PluginIdentity.idOf(bundle).ifPresent(id -> items.add(view.ofCore(bundle, id)));
      }
    }
    parts.registry().all().forEach(status -> items.add(viewOf(status)));
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("items", items);
    list.put("available", available());
    list.put("rejected", parts.registry().rejected().stream().map(view::of).toList());
    return list;
  }

  /** The plugins that the server came with and that an operator has removed. */
  private List<Map<String, Object>> available() {
    return parts.shipped().all().stream()
        .filter(jar -> !isInstalled(jar.id()))
        .map(PluginView::ofAvailable)
        .toList();
  }

  /** Returns one plugin. */
  public Map<String, Object> get(String id) {
    Optional<PluginStatus> status = parts.registry().find(id);
    if (status.isPresent()) {
      Map<String, Object> whole = viewOf(status.get());
      whole.put("signatureText", DryRun.words(status.get().verdict()));
      whole.put("brings", dryRun.installedBrings(status.get()));
      whole.put("history", parts.registry().history(id));
      whole.put("threads", BundleThreads.of(status.get().bundle()));
      return whole;
    }
    return coreBundle(id)
        .map(
            bundle -> {
              Map<String, Object> whole = view.ofCore(bundle, id);
              whole.put("threads", BundleThreads.of(Optional.of(bundle)));
              return whole;
            })
        .orElseThrow(() -> PortalException.notFound("there is no plugin '" + id + "'"));
  }

  /** Returns whether there is a plugin with this id, part of the server or not. */
  public boolean isKnown(String id) {
    return isInstalled(id) || coreBundle(id).isPresent();
  }

  /** Returns whether a plugin that was not part of the server is installed under this id. */
  public boolean isInstalled(String id) {
    return parts.registry().find(id).isPresent();
  }

  /**
   * Installs or updates a plugin.
   *
   * @param content the jar; not closed
   * @param signature the content of its signature file, or empty
   * @param allowDowngrade whether an older version is wanted
   * @param expectedId the id that the jar must have, or empty
   * @param actor who asks
   */
  public Map<String, Object> deploy(
      InputStream content,
      Optional<byte[]> signature,
      boolean allowDowngrade,
      Optional<String> expectedId,
      PortalPrincipal actor) {
    Candidate candidate = uploads.receive(content, signature, allowDowngrade, actor);
    if (expectedId.isPresent() && !expectedId.get().equals(candidate.id())) {
      uploads.discard(candidate.jar());
      throw PortalException.input(
          "the jar is the plugin '" + candidate.id() + "', not '" + expectedId.get() + "'");
    }
    try {
      return viewOf(await(operations.deploy(candidate, actor)));
    } catch (PortalException e) {
      if (e.code() == ErrorCode.CONFLICT) {
        parts
            .auditor()
            .tell(
                Audits.refused(
                    candidate.id(),
                    candidate.jar(),
                    candidate.verdict(),
                    actor,
                    RefusedException.conflict("conflict", e.getMessage())));
      }
      throw e;
    }
  }

  /** Says what a jar would ask for and what would be different, and changes nothing. */
  public Map<String, Object> verify(
      InputStream content, Optional<byte[]> signature, PortalPrincipal actor) {
    Candidate candidate = uploads.receive(content, signature, false, actor);
    try {
      return dryRun.of(candidate);
    } finally {
      uploads.discard(candidate.jar());
    }
  }

  /** Starts a plugin that was stopped or has failed. */
  public Map<String, Object> start(String id, PortalPrincipal actor) {
    checkNotCore(id);
    return viewOf(await(operations.start(id, actor)));
  }

  /** Stops a plugin; it stays stopped after a restart of the server. */
  public Map<String, Object> stop(String id, PortalPrincipal actor) {
    checkNotCore(id);
    return viewOf(await(operations.stop(id, actor)));
  }

  /** Removes a plugin, and the file in the drop folder that it came from. */
  public void remove(String id, PortalPrincipal actor) {
    checkNotCore(id);
    Optional<String> source =
        parts.registry().find(id).flatMap(status -> status.installed().source());
    if (source.isPresent() && dropFolder.isPresent()) {
      deleteSource(dropFolder.get().resolve(source.get()));
    }
    try {
      await(operations.remove(id, actor));
    } catch (PortalException e) {
      // The file is deleted already, so the watcher may have been quicker.
      boolean gone = source.isPresent() && e.code() == ErrorCode.NOT_FOUND;
      if (!gone) {
        throw e;
      }
    }
  }

  private static void deleteSource(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".sig"));
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.CONFLICT,
          "the plugin came from the file "
              + file.getFileName()
              + " of the drop folder, which the server may not delete; delete it there",
          e);
    }
  }

  /**
   * Puts a plugin back that the server came with: after a removal, or in the place of an update.
   */
  public Map<String, Object> putBack(String id, PortalPrincipal actor) {
    checkNotCore(id);
    ShippedJar jar =
        parts
            .shipped()
            .find(id)
            .orElseThrow(
                () ->
                    PortalException.notFound("the server did not come with a plugin '" + id + "'"));
    return viewOf(await(operations.deploy(parts.check().shipped(jar), actor)));
  }

  /** Gives a plugin id to another publisher. */
  public Map<String, Object> transfer(String id, String publisher, PortalPrincipal actor) {
    checkNotCore(id);
    if (parts.journal().current().ownerOf(id).isEmpty()) {
      throw PortalException.notFound("the plugin id '" + id + "' belongs to nobody");
    }
    if (publisher == null || publisher.isBlank() || publisher.length() > 200) {
      throw PortalException.input("publisher must be a text of 1 to 200 characters");
    }
    await(operations.transfer(id, publisher, actor));
    return Map.of("id", id, "owner", publisher);
  }

  private Map<String, Object> viewOf(PluginStatus status) {
    String id = status.installed().id();
    String owner = parts.journal().current().ownerOf(id).orElse("");
    return view.of(status, owner, parts.shipped().find(id).isPresent());
  }

  private void checkNotCore(String id) {
    if (!isInstalled(id) && coreBundle(id).isPresent()) {
      throw PortalException.notAllowed("the plugin '" + id + "' is part of the server");
    }
  }

  private Optional<Bundle> coreBundle(String id) {
    for (Bundle bundle : context.getBundles()) {
      if (PluginIdentity.isCore(bundle) && PluginIdentity.idOf(bundle).equals(Optional.of(id))) {
        return Optional.of(bundle);
      }
    }
    return Optional.empty();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw PluginManager.portalException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("the server is stopping");
    }
  }
}
