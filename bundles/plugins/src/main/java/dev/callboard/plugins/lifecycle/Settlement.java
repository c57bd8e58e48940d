package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.InstalledSet;
import dev.callboard.plugins.store.ShippedJar;
import dev.callboard.plugins.store.ShippedJars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the journal have what this version of the server comes with. What operators have stopped,
 * removed or replaced stays as they want it.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final ShippedJars shipped;
  private final List<AuditEvent> events = new ArrayList<>();

  Settlement(ShippedJars shipped) {
    this.shipped = shipped;
  }

  /** Brings the journal up to date; it is written only when something is different. */
  void run(Parts parts) throws IOException {
    InstalledSet before = parts.journal().current();
    InstalledSet after = of(before);
    if (after != before) {
      parts.journal().update(set -> after);
    }
    shipped.problems().forEach(LOG::error);
    events.forEach(parts.auditor()::tell);
  }

  /** Returns the set as it is to be; the same object when nothing changes. */
  InstalledSet of(InstalledSet before) {
    InstalledSet set = before;
    for (ShippedJar jar : shipped.all()) {
      Optional<InstalledPlugin> present = set.find(jar.id());
      if (present.isEmpty()) {
        set = isWelcome(set, jar) ? set.with(record(jar, false, List.of())) : set;
      } else if (replaces(jar, present.get())) {
        set = set.with(replacement(jar, present.get()));
      }
    }
    // With an installation that cannot be read, what is missing may come again.
    boolean whole = shipped.problems().isEmpty() && !shipped.all().isEmpty();
    for (InstalledPlugin plugin : before.plugins()) {
      if (whole && plugin.shipped() && shipped.find(plugin.id()).isEmpty()) {
        LOG.warn("Plugin {} is gone: this version of the server has it no more", plugin.id());
        set = set.without(plugin.id());
      }
    }
    return set;
  }

  private static boolean isWelcome(InstalledSet set, ShippedJar jar) {
    return !set.isWithdrawn(jar.id())
        && set.ownerOf(jar.id()).orElse(Verdict.SERVER_PUBLISHER).equals(Verdict.SERVER_PUBLISHER);
  }

  /** An update of an operator goes when the server comes with one that is as new. */
  private static boolean replaces(ShippedJar jar, InstalledPlugin present) {
    if (present.sha256().equals(jar.sha256())) {
      return false;
    }
    if (present.shipped()) {
      return true;
    }
    boolean wanted = present.replaced().contains(jar.sha256());
    Version installed = Version.parseVersion(present.version());
    return present.publisher().equals(Verdict.SERVER_PUBLISHER)
        && !wanted
        && Version.parseVersion(jar.manifest().version()).compareTo(installed) >= 0;
  }

  private InstalledPlugin replacement(ShippedJar jar, InstalledPlugin present) {
    List<String> replaced = new ArrayList<>(present.replaced());
    replaced.add(present.sha256());
    InstalledPlugin next = record(jar, present.stopped(), replaced);
    LOG.info(
        "Plugin {} {} takes the place of {}: the server came with it",
        next.id(),
        next.version(),
        present.version());
    events.add(
        Audits.change("plugin-update", new ManagerPrincipal(), next, present.sha256()).build());
    return next;
  }

  private static InstalledPlugin record(ShippedJar jar, boolean stopped, List<String> replaced) {
    PluginManifest manifest = jar.manifest();
    return new InstalledPlugin(
        jar.id(),
        manifest.version(),
        manifest.symbolicName(),
        jar.sha256(),
        Verdict.SERVER_PUBLISHER,
        Optional.empty(),
        stopped,
        replaced,
        true);
  }
}
