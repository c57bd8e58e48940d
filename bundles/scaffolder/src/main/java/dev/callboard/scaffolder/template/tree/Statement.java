package dev.callboard.scaffolder.template.tree;

/** What writes, or changes variables. */
@FunctionalInterface
public interface Statement {

  /** Carries it out. */
  void execute(Execution x);
}
