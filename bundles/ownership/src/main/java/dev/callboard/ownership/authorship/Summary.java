package dev.callboard.ownership.authorship;

import java.util.List;

/**
 * What the history says about the files of an entity.
 *
 * @param contributions by everybody who is no machine
 * @param files how many there are that people are known to have changed
 * @param truckFactor see {@link TruckFactor#of}
 * @param concentration see {@link TruckFactor#concentration}
 */
public record Summary(
    List<Contribution> contributions, int files, int truckFactor, double concentration) {
  /** Copies the list. */
  public Summary {
    contributions = List.copyOf(contributions);
  }
}
