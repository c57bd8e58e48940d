package dev.callboard.platform.permission;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The answer of a policy.
 *
 * @param effect the answer
 * @param condition the condition that a resource has to meet; present exactly when the effect is
 *     conditional
 * @param reason why, in words for an operator, such as {@code rule 2 of role reader}
 */
public record Decision(Effect effect, Optional<Condition> condition, String reason) {
  /** What a decision says. */
  public enum Effect {
    /** It may be done. */
    ALLOW,
    /** It may not be done. */
    DENY,
    /** It may be done to the resources that meet the condition. */
    CONDITIONAL
  }

  /** Checks that a condition is there exactly when it is needed. */
  public Decision {
    requireNonNull(effect, "effect is null");
    requireNonNull(reason, "reason is null");
    if ((effect == Effect.CONDITIONAL) != condition.isPresent()) {
      throw new IllegalArgumentException("a condition belongs to a conditional decision");
    }
  }

  /** Returns a decision that allows. */
  public static Decision allow(String reason) {
    return new Decision(Effect.ALLOW, Optional.empty(), reason);
  }

  /** Returns a decision that denies. */
  public static Decision deny(String reason) {
    return new Decision(Effect.DENY, Optional.empty(), reason);
  }

  /** Returns a decision that depends on the resource. */
  public static Decision conditional(Condition condition, String reason) {
    return new Decision(Effect.CONDITIONAL, Optional.of(condition), reason);
  }
}
