package dev.callboard.scaffolder.template.tree;

/** What has a value. */
@FunctionalInterface
public interface Expression {

  /** Computes the value, {@code Undefined} for none. */
  Object evaluate(Execution x);
}
