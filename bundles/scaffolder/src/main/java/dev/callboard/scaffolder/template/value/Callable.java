package dev.callboard.scaffolder.template.value;

/** What a template can call: a macro, a method of a value, a global, a function of the context. */
@FunctionalInterface
public interface Callable {

  /** Calls it; arguments that are missing are simply not in the array. */
  Object call(Object[] arguments, Meter meter);

  /** An argument, or undefined. */
  static Object argument(Object[] arguments, int index) {
    return index < arguments.length ? arguments[index] : Undefined.UNDEFINED;
  }
}
