package dev.callboard.supply.chain.model;

/** What somebody says about a vulnerability in a product. */
public enum VexStatus {
  /** It is there and does harm. */
  AFFECTED,
  /** Somebody looks at it. */
  UNDER_INVESTIGATION,
  /** It is there and does no harm. */
  NOT_AFFECTED,
  /** It is not there. */
  FALSE_POSITIVE,
  /** It is no longer there. */
  FIXED,
  /** It does harm, which is borne for now. */
  ACCEPTED
}
