package dev.callboard.supply.chain.feed;

import java.util.HashMap;
import java.util.Map;

/** The base score of a CVSS 3.0 or 3.1 vector, by section 7.1 of the specification. */
final class Cvss3 {
  private Cvss3() {}

  /** Returns the score, or -1 for what is no such vector. */
  static double score(String vector) {
    Map<String, String> metrics = new HashMap<>();
    for (String part : vector.split("/")) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        metrics.put(part.substring(0, colon), part.substring(colon + 1));
      }
    }
    boolean changed = "C".equals(metrics.get("S"));
    double exploitability =
        8.22
            * of(metrics, "AV", "N", 0.85, "A", 0.62, "L", 0.55, "P", 0.2)
            * of(metrics, "AC", "L", 0.77, "H", 0.44)
            * of(metrics, "PR", "N", 0.85, "L", changed ? 0.68 : 0.62, "H", changed ? 0.5 : 0.27)
            * of(metrics, "UI", "N", 0.85, "R", 0.62);
    double iss =
        1 - (1 - impact(metrics, "C")) * (1 - impact(metrics, "I")) * (1 - impact(metrics, "A"));
    double impact = changed ? 7.52 * (iss - 0.029) - 3.25 * Math.pow(iss - 0.02, 15) : 6.42 * iss;
    if (Double.isNaN(exploitability) || Double.isNaN(impact) || !metrics.containsKey("S")) {
      return -1;
    }
    if (impact <= 0) {
      return 0;
    }
    return roundUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
  }

  private static double impact(Map<String, String> metrics, String name) {
    return of(metrics, name, "H", 0.56, "L", 0.22, "N", 0.0);
  }

  private static double of(Map<String, String> metrics, String name, Object... table) {
    for (int i = 0; i < table.length; i += 2) {
      if (table[i].equals(metrics.get(name))) {
        return (Double) table[i + 1];
      }
    }
    return Double.NaN;
  }

  /** By appendix A of CVSS 3.1, which is exact whatever the machine. */
  private static double roundUp(double value) {
    long scaled = Math.round(value * 100_000);
    return scaled % 10_000 == 0 ? scaled / 100_000.0 : (Math.floor(scaled / 10_000.0) + 1) / 10.0;
  }
}
