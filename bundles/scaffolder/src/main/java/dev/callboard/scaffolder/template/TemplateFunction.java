package dev.callboard.scaffolder.template;

import java.util.List;

/**
 * A function that templates can call: a filter, a global, or a function in the context.
 *
 * <p>Called on the thread that renders; it must neither block nor keep its arguments.
 */
@FunctionalInterface
public interface TemplateFunction {

  /**
   * Computes the result from JSON values.
   *
   * @param arguments those of the call, in a filter with the filtered value first; elements may be
   *     null, also for values that are undefined. Named arguments are a {@code Map} at the end.
   * @return a JSON value or a function, null for none
   * @throws IllegalArgumentException when the arguments are wrong; its message becomes part of the
   *     error of the template
   */
  Object call(List<?> arguments);
}
