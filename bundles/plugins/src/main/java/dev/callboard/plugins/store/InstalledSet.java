package dev.callboard.plugins.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which plugins are installed, and to whom plugin ids belong. Immutable. */
public final class InstalledSet {
  private final Map<String, InstalledPlugin> plugins;
  private final Map<String, String> owners;

  InstalledSet(Map<String, InstalledPlugin> plugins, Map<String, String> owners) {
    this.plugins = new TreeMap<>(plugins);
    this.owners = new TreeMap<>(owners);
  }

  /** Returns a set of nothing. */
  public static InstalledSet empty() {
    return new InstalledSet(Map.of(), Map.of());
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

  /** Returns this set with a plugin put in; its id belongs to its publisher if to nobody yet. */
  public InstalledSet with(InstalledPlugin plugin) {
    InstalledSet copy = new InstalledSet(plugins, owners);
    copy.plugins.put(plugin.id(), plugin);
    copy.owners.putIfAbsent(plugin.id(), plugin.publisher());
    return copy;
  }

  /** Returns this set without a plugin. Its id stays with its owner. */
  public InstalledSet without(String id) {
    InstalledSet copy = new InstalledSet(plugins, owners);
    copy.plugins.remove(id);
    return copy;
  }

  /** Returns this set with an id given to another publisher. */
  public InstalledSet owned(String id, String publisher) {
    InstalledSet copy = new InstalledSet(plugins, owners);
    copy.owners.put(id, publisher);
    return copy;
  }
}
