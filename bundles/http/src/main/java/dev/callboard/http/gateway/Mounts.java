package dev.callboard.http.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;

/** The plugins by id. */
final class Mounts {
  private final Map<String, Mount> mounts = new ConcurrentHashMap<>();
  private final Set<Bundle> refused = ConcurrentHashMap.newKeySet();
  private final Consumer<String> onChange;

  /** Creates an empty table; {@code onChange} hears of each id that may be served anew. */
  Mounts(Consumer<String> onChange) {
    this.onChange = onChange;
  }

  Mount get(String id) {
    return mounts.get(id);
  }

  /** Takes an application in; returns why it is refused, or null. */
  String add(Slot slot) {
    Mount mount = mounts.computeIfAbsent(slot.pluginId, Mount::new);
    String refusal = mount.add(slot);
    changed(mount);
    return refusal;
  }

  /** Makes an application the active one and lets the one before finish. */
  Slot promote(Slot slot) {
    Mount mount = mounts.get(slot.pluginId);
    Slot before = mount == null ? null : mount.promote(slot);
    changed(mount);
    return before;
  }

  void retire(Slot slot) {
    Mount mount = mounts.get(slot.pluginId);
    if (mount != null) {
      mount.retire(slot);
      changed(mount);
    }
  }

  void restore(Slot slot) {
    Mount mount = mounts.get(slot.pluginId);
    if (mount != null) {
      mount.restore(slot);
      changed(mount);
    }
  }

  void remove(Slot slot) {
    Mount mount = mounts.get(slot.pluginId);
    if (mount != null) {
      mount.remove(slot);
      changed(mount);
    }
  }

  /** Forgets a plugin that is gone for good, unless something serves its id. */
  void forget(String id) {
    mounts.computeIfPresent(
        id,
        (key, mount) -> {
          mount.forget();
          return mount.isEmpty() ? null : mount;
        });
    onChange.accept(id);
  }

  /** Notes that a bundle wanted to serve what it may not. */
  void refuse(Bundle bundle) {
    refused.add(bundle);
  }

  boolean isRefused(Bundle bundle) {
    return refused.contains(bundle);
  }

  /** Forgets the plugins that a bundle served that is no longer installed. */
  void forgetServedBy(Bundle bundle) {
    refused.remove(bundle);
    for (Mount mount : mounts.values()) {
      if (bundle.equals(mount.lastServer())) {
        forget(mount.id());
      }
    }
  }

  /** Returns the application of a bundle. */
  Optional<Slot> of(Bundle bundle) {
    for (Mount mount : mounts.values()) {
      for (Slot slot : mount.slots()) {
        if (slot.bundle.equals(bundle)) {
          return Optional.of(slot);
        }
      }
    }
    return Optional.empty();
  }

  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    forEachSlot(slots::add);
    return slots;
  }

  void forEachSlot(Consumer<Slot> action) {
    for (Mount mount : mounts.values()) {
      mount.slots().forEach(action);
    }
  }

  private void changed(Mount mount) {
    if (mount != null && mount.active() != null) {
      onChange.accept(mount.id());
    }
  }
}
