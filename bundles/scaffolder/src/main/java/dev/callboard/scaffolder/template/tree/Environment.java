package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Callable;

/** What a rendering finds by name beside its context. */
public interface Environment {

  /** A filter, null when there is none; the first argument of a call is the filtered value. */
  Callable filter(String name);

  /** A test, null when there is none; the first argument of a call is the tested value. */
  Callable test(String name);

  /** Whether there is a global of a name. */
  boolean hasGlobal(String name);

  /** A global. */
  Object global(String name);
}
