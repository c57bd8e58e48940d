package dev.callboard.scaffolder.template.value;

/** A method of a kind of value. */
@FunctionalInterface
interface Method<T> {

  /** Calls it on a value. */
  Object call(T target, Object[] arguments, Meter meter);
}
