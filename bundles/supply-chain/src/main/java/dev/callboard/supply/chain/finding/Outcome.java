package dev.callboard.supply.chain.finding;

/** What an update changed. Not thread-safe. */
public final class Outcome {
  private int opened;
  private int reopened;
  private int closed;
  private int alerts;

  void moved(boolean isNew, boolean wasActive, boolean isActive) {
    if (isActive && isNew) {
      opened++;
    } else if (isActive && !wasActive) {
      reopened++;
    } else if (wasActive && !isActive) {
      closed++;
    }
  }

  void alerted() {
    alerts++;
  }

  /** Returns how many findings are new and open. */
  public int opened() {
    return opened;
  }

  /** Returns how many are open again. */
  public int reopened() {
    return reopened;
  }

  /** Returns how many are no longer open. */
  public int closed() {
    return closed;
  }

  /** Returns how many owners are about to be told of. */
  public int alerts() {
    return alerts;
  }

  /** Adds what another update changed. */
  public void add(Outcome other) {
    opened += other.opened;
    reopened += other.reopened;
    closed += other.closed;
    alerts += other.alerts;
  }
}
