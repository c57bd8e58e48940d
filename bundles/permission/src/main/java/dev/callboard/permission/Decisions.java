package dev.callboard.permission;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;

/** Puts decisions together. */
final class Decisions {
  private Decisions() {}

  /** Returns what both allow. */
  static Decision both(Decision first, Decision second) {
    if (first.effect() == Decision.Effect.DENY) {
      return first;
    }
    if (second.effect() == Decision.Effect.DENY) {
      return Decision.deny("the plugin that carries the request may not: " + second.reason());
    }
    if (first.condition().isEmpty()) {
      return second;
    }
    if (second.condition().isEmpty()) {
      return first;
    }
    Condition both =
        new Condition.AllOf(List.of(first.condition().get(), second.condition().get()));
    return Decision.conditional(both, first.reason() + " and " + second.reason());
  }
}
