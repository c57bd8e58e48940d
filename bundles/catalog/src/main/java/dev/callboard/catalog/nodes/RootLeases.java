package dev.callboard.catalog.nodes;

import dev.callboard.catalog.store.Fence;
import java.time.Duration;
import java.util.Set;

/**
 * Whose turn it is to read a root. One node at a time has the lease of a root; a node that dies
 * loses it when the lease ends. Thread-safe; every method blocks.
 */
public interface RootLeases extends Fence {
  /** Takes the lease of a root; returns whether it was free, or was this node's. */
  boolean claim(String rootKey);

  /** Gives a lease back after the root has been read; does nothing when it was lost. */
  void release(String rootKey);

  /** Returns whether some node has read a root to its end within this time. */
  boolean isFresh(String rootKey, Duration time);

  /** Returns whether this is the only node. */
  boolean isAlone();

  /** Keeps what this node has, and returns the roots that nodes which are gone were reading. */
  Set<String> renew();
}
