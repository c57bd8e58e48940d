package dev.callboard.http.gateway;

import dev.callboard.http.settings.HttpSettings;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * A plugin id and the applications that want to serve it, the newest last. At most one of them is
 * active. Changes happen under the lock of the mount; requests only read {@link #active()}.
 */
final class Mount {
  private final String id;
  private final List<Slot> slots = new ArrayList<>();
  private volatile Slot active;
  private volatile long vacantSince = System.nanoTime();
  private volatile boolean forgotten;
  private Bundle lastServer;

  Mount(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  Slot active() {
    return active;
  }

  /** Returns the bundle that serves the id, or did so last; null when none ever did. */
  synchronized Bundle lastServer() {
    return lastServer;
  }

  synchronized boolean isEmpty() {
    return slots.isEmpty();
  }

  synchronized List<Slot> slots() {
    return List.copyOf(slots);
  }

  /**
   * Takes an application in. The first one becomes active at once; another waits for {@link
   * #promote}. Returns why it is refused, or null.
   */
  synchronized String add(Slot slot) {
    for (Slot other : slots) {
      boolean samePublisher = other.bundle.getSymbolicName().equals(slot.bundle.getSymbolicName());
      if (!samePublisher && (other.core || !slot.core)) {
        return "the plugin id " + id + " is served by " + other.bundle.getSymbolicName();
      }
      if (!samePublisher) {
        other.inFlight.close();
      }
    }
    slots.add(slot);
    lastServer = slot.bundle;
    forgotten = false;
    if (active == null || !active.core && slot.core) {
      active = slot;
    }
    return null;
  }

  /** Makes an application the active one; returns the one before, or null when nothing changed. */
  synchronized Slot promote(Slot slot) {
    if (!slots.contains(slot) || slot.inFlight.isClosed() || active == slot) {
      return null;
    }
    Slot before = active;
    active = slot;
    lastServer = slot.bundle;
    if (before != null) {
      before.inFlight.close();
    }
    return before;
  }

  /** Takes an application out of service, but keeps it. */
  synchronized void retire(Slot slot) {
    slot.inFlight.close();
    if (active == slot) {
      replace();
    }
  }

  /** Puts a retired application back. */
  synchronized void restore(Slot slot) {
    if (slots.contains(slot)) {
      slot.inFlight.open();
      active = slot;
      lastServer = slot.bundle;
    }
  }

  synchronized void remove(Slot slot) {
    slots.remove(slot);
    slot.inFlight.close();
    if (active == slot) {
      replace();
    }
  }

  /** Tells that the plugin is gone for good. */
  synchronized void forget() {
    forgotten = true;
  }

  boolean isForgotten() {
    return forgotten && active == null;
  }

  /** Returns whether it is so short a time that nobody serves that a successor may come. */
  boolean isFreshlyVacant(HttpSettings settings) {
    return System.nanoTime() - vacantSince < settings.gateway().updateWait().toNanos();
  }

  private void replace() {
    active = null;
    for (int i = slots.size() - 1; i >= 0; i--) {
      if (!slots.get(i).inFlight.isClosed()) {
        active = slots.get(i);
        return;
      }
    }
    vacantSince = System.nanoTime();
  }
}
