package dev.callboard.ownership;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the entities of an owner stand. Not thread-safe. */
public final class OwnerSums {
  private static final double HALF = 0.5;

  private int entities;
  private int live;
  private int orphans;
  private int disagreeing;
  private int truckOne;
  private int measured;
  private double agreement;

  /** Returns whether the owner is contradicted by CODEOWNERS, or by who commits. */
  public static boolean disagrees(Map<String, Double> facts) {
    return facts.getOrDefault(Fact.CODEOWNERS_AGREEMENT.id(), 1.0) < HALF
        || facts.getOrDefault(Fact.COMMITS_AGREEMENT.id(), 1.0) < HALF;
  }

  /** Counts an entity by its facts. */
  public void add(Map<String, Double> facts) {
    entities++;
    live += is(facts, Fact.OWNER_LIVE) ? 1 : 0;
    orphans += is(facts, Fact.ORPHAN) ? 1 : 0;
    disagreeing += disagrees(facts) ? 1 : 0;
    truckOne += is(facts, Fact.TRUCK_FACTOR) ? 1 : 0;
    Double share = facts.get(Fact.COMMITS_AGREEMENT.id());
    if (share != null) {
      measured++;
      agreement += share;
    }
  }

  private static boolean is(Map<String, Double> facts, Fact fact) {
    return facts.getOrDefault(fact.id(), 0.0) == 1.0;
  }

  Object[] row(String day, String owner) {
    return new Object[] {day, owner, entities, live, orphans, disagreeing, truckOne};
  }

  /** Returns the counts as JSON values. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entities", entities);
    json.put("live", live);
    json.put("orphans", orphans);
    json.put("disagreeing", disagreeing);
    json.put("truckFactorOne", truckOne);
    json.put("measured", measured);
    if (measured > 0) {
      json.put("commitsAgreement", agreement / measured);
    }
    return json;
  }
}
