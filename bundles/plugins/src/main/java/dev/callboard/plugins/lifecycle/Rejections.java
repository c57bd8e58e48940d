package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.signature.Digests;
import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns away files of the drop folder: each is told once, audited, and shown while it is there. */
final class Rejections {
  private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

  private final Parts parts;
  private final PortalPrincipal actor;

  Rejections(Parts parts, PortalPrincipal actor) {
    this.parts = parts;
    this.actor = actor;
  }

  /** Shows why a file is not installed. */
  void reject(String name, PluginState state, String reason, String rule, String sha256) {
    put(name, state, reason, rule, sha256, false);
  }

  private void put(
      String name,
      PluginState state,
      String reason,
      String rule,
      String sha256,
      boolean quarantined) {
    Registry.Rejected rejected =
        new Registry.Rejected(name, state, reason, rule, sha256, quarantined, Instant.now());
    parts.registry().reject(rejected);
  }

  /** Turns a jar away that does not fit what is installed; the file stays where it is. */
  void conflict(String name, StoredJar jar, RefusedException e) {
    boolean known = isKnown(name, jar.sha256(), e.rule());
    reject(name, PluginState.FAILED, e.getMessage(), e.rule(), jar.sha256());
    boolean quiet = known || e.rule().equals("replaced") || e.rule().equals("rolled-back");
    if (!quiet) {
      parts.auditor().tell(Audits.refused(name, jar, parts.check().verdict(jar), actor, e));
    }
  }

  /** Turns a file away that cannot be taken for a jar, so that nobody knows what it holds. */
  void unfit(String name, String reason, String rule) {
    boolean known = isKnown(name, "", rule);
    reject(name, PluginState.FAILED, reason, rule, "");
    if (!known) {
      parts.auditor().tell(Audits.unfit(name, reason, rule, actor));
    }
  }

  private boolean isKnown(String name, String sha256, String rule) {
    return parts.registry().rejected().stream()
        .anyMatch(
            file ->
                file.name().equals(name)
                    && file.sha256().equals(sha256)
                    && file.rule().equals(rule));
  }

  /** Turns a jar away that no server should take, and puts it into the quarantine. */
  void hostile(String name, Path file, StoredJar jar, RefusedException e) {
    parts.auditor().tell(Audits.refused(name, jar, parts.check().verdict(jar), actor, e));
    boolean taken = false;
    try {
      parts.quarantine().take(jar, name, e.getMessage());
      taken = removeIfSame(file, jar.sha256());
    } catch (IOException io) {
      // A folder that cannot be written keeps its file; the refusal stands either way.
      LOG.debug("{} stays in the drop folder", name, io);
    }
    String where = taken ? " (The file was moved to the quarantine.)" : "";
    put(name, PluginState.FAILED, e.getMessage() + where, e.rule(), jar.sha256(), taken);
  }

  /** Deletes the file that was judged; one that has taken its place meanwhile is judged anew. */
  private static boolean removeIfSame(Path file, String sha256) throws IOException {
    if (!Files.exists(file) || !Digests.sha256(file).equals(sha256)) {
      return false;
    }
    Files.delete(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".sig"));
    return true;
  }
}
