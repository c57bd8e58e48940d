package dev.callboard.supply.chain.model;

import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

/** Scores of CVSS vectors, by the specifications 2.0, 3.0, 3.1 and 4.0 of FIRST. */
public final class CvssVector {
  private static final int LONGEST = 500;

  private CvssVector() {}

  /**
   * Returns the score: the base score before 4.0, and what all metrics that a vector of 4.0 has
   * come to.
   *
   * @return from 0 to 10, or -1 for what is no vector
   */
  public static double score(String vector) {
    if (vector.isBlank() || vector.length() > LONGEST) {
      return -1;
    }
    try {
      Cvss cvss = Cvss.fromVector(vector.strip());
      return cvss == null ? -1 : cvss.calculateScore().getBaseScore();
    } catch (MalformedVectorException e) {
      return -1;
    }
  }
}
