package dev.callboard.supply.chain.finding;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.Locale;
import java.util.Set;

/** Where a finding is in its life. */
public enum FindingState {
  /** To be dealt with. */
  OPEN,
  /** Somebody deals with it. */
  ACKNOWLEDGED,
  /** Nobody reports it any more, or somebody said so. */
  FIXED,
  /** It does no harm. */
  NOT_AFFECTED,
  /** It was never there. */
  FALSE_POSITIVE,
  /** It is borne, for a while or for good. */
  ACCEPTED;

  /** The states in which something is left to do. */
  public static final Set<FindingState> ACTIVE = Set.of(OPEN, ACKNOWLEDGED);

  /** Returns the name as it is written in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as it is written in JSON. */
  public static FindingState of(String text) {
    for (FindingState each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw PortalException.input(
        "A state is one of open, acknowledged, fixed, not_affected, false_positive and accepted");
  }

  static FindingState of(VexStatus status) {
    return switch (status) {
      case AFFECTED -> OPEN;
      case UNDER_INVESTIGATION -> ACKNOWLEDGED;
      case NOT_AFFECTED -> NOT_AFFECTED;
      case FALSE_POSITIVE -> FALSE_POSITIVE;
      case FIXED -> FIXED;
      case ACCEPTED -> ACCEPTED;
    };
  }
}
