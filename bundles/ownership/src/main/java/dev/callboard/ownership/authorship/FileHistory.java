package dev.callboard.ownership.authorship;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who changed a file how often. Degree of authorship as in Avelino, Passos, Hora and Valente, "A
 * Novel Approach for Estimating Truck Factors" (ICPC 2016): creating the file is no delivery. Not
 * thread-safe.
 */
public final class FileHistory {
  private static final double BASE = 3.293;
  private static final double FIRST_AUTHOR = 1.098;
  private static final double DELIVERIES = 0.164;
  private static final double ACCEPTANCES = 0.321;
  private static final double LEAST_SHARE = 0.75;

  private final Map<String, Integer> deliveries = new HashMap<>();
  private String creator;
  private int all;

  /** Notes a change. */
  public void changed(String person) {
    deliveries.merge(person, 1, Integer::sum);
    all++;
  }

  /** Notes who created the file. */
  public void created(String person) {
    creator = person;
  }

  /** Returns whether anybody is known who changed it. */
  public boolean isKnown() {
    return creator != null || all > 0;
  }

  /** Returns the degree of authorship of somebody. */
  double degree(String person) {
    int own = deliveries.getOrDefault(person, 0);
    return BASE
        + (person.equals(creator) ? FIRST_AUTHOR : 0)
        + DELIVERIES * own
        - ACCEPTANCES * Math.log1p(all - own);
  }

  /** Returns the authors: all whose degree is high enough, also beside the highest one. */
  public Set<String> authors() {
    Map<String, Double> degrees = new HashMap<>();
    deliveries.keySet().forEach(person -> degrees.put(person, degree(person)));
    if (creator != null) {
      degrees.put(creator, degree(creator));
    }
    double most = degrees.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    Set<String> authors = new HashSet<>();
    degrees.forEach(
        (person, degree) -> {
          if (degree >= BASE && degree / most > LEAST_SHARE) {
            authors.add(person);
          }
        });
    return authors;
  }
}
