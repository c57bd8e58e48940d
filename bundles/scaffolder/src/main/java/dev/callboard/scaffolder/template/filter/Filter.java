package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.value.Callable;

/** A filter of the language. */
@FunctionalInterface
interface Filter {

  /** Computes the result. */
  Object apply(Given given);

  default Callable asCallable() {
    return (arguments, meter) -> apply(new Given(arguments, meter));
  }
}
