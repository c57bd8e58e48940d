package dev.callboard.plugins.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which plugins are installed, to whom plugin ids belong, and which plugins of the installation an
 * operator has removed. Immutable.
 */
public final class InstalledSet {
  private final Map<String, InstalledPlugin> plugins;
  private final Map<String, String> owners;
  private final Set<String> withdrawn;

  InstalledSet(
      Map<String, InstalledPlugin> plugins, Map<String, String> owners, Set<String> withdrawn) {
    this.plugins = new TreeMap<>(plugins);
    this.owners = new TreeMap<>(owners);
    this.withdrawn = new TreeSet<>(withdrawn);
  }

  /** Returns a set of nothing. */
  public static InstalledSet empty() {
    return new InstalledSet(Map.of(), Map.of(), Set.of());
  }

  private InstalledSet copy() {
    return new InstalledSet(plugins, owners, withdrawn);
  }

  /** Returns the plugins, by id. */
  public Collection<InstalledPlugin> plugins() {
    return plugins.values();
  }

  /** Returns the plugin with this id, or empty. */
  public Optional<InstalledPlugin> find(String id) {
    return Optional.ofNullable(plugins.get(id));
  }

  /** Returns to which publisher an id belongs, or empty when nobody has used it yet. */
  public Optional<String> ownerOf(String id) {
    return Optional.ofNullable(owners.get(id));
  }

  Map<String, String> owners() {
    return owners;
  }

  /** Returns whether an operator has removed a plugin that the server came with. */
  public boolean isWithdrawn(String id) {
    return withdrawn.contains(id);
  }

  Set<String> withdrawn() {
    return withdrawn;
  }

  /** Returns this set with a plugin put in; its id belongs to its publisher if to nobody yet. */
  public InstalledSet with(InstalledPlugin plugin) {
    InstalledSet copy = copy();
    copy.plugins.put(plugin.id(), plugin);
    copy.owners.putIfAbsent(plugin.id(), plugin.publisher());
    copy.withdrawn.remove(plugin.id());
    return copy;
  }

  /** Returns this set without a plugin. Its id stays with its owner. */
  public InstalledSet without(String id) {
    InstalledSet copy = copy();
    copy.plugins.remove(id);
    return copy;
  }

  /** Returns this set without a plugin of the installation, which does not come back by itself. */
  public InstalledSet withdraw(String id) {
    InstalledSet copy = without(id);
    copy.withdrawn.add(id);
    return copy;
  }

  /** Returns this set with an id given to another publisher. */
  public InstalledSet owned(String id, String publisher) {
    InstalledSet copy = copy();
    copy.owners.put(id, publisher);
    return copy;
  }
}
