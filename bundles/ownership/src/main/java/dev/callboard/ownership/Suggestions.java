package dev.callboard.ownership;

import dev.callboard.ownership.authorship.Contribution;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.EntityRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Works out who could own an entity. What CODEOWNERS says weighs most, then who commits, then who
 * owns the rest of the system. Not thread-safe; does not block.
 */
public final class Suggestions {
  /** How many are given. */
  public static final int COUNT = 3;

  private static final double CODE_OWNER = 3;
  private static final double COMMITTER = 2;
  private static final double NEIGHBOUR = 1;

  private final People people;
  private final int smallest;
  private final Predicate<String> shown;
  private final Map<String, Candidate> candidates = new HashMap<>();

  /**
   * Prepares to work them out.
   *
   * @param smallest groups with fewer people who committed keep their numbers to themselves
   * @param shown whose numbers the caller may see in any case
   */
  public Suggestions(People people, int smallest, Predicate<String> shown) {
    this.people = people;
    this.smallest = smallest;
    this.shown = shown;
  }

  private static final class Candidate {
    private final List<Map<String, Object>> evidence = new ArrayList<>();
    private double score;
  }

  private void add(String owner, double score, Map<String, Object> evidence) {
    Candidate candidate = candidates.computeIfAbsent(owner, key -> new Candidate());
    candidate.score += score;
    candidate.evidence.add(evidence);
  }

  /**
   * Returns the best candidates as JSON values.
   *
   * @param neighbours owners of other entities of the system, with how many they own
   */
  public List<Map<String, Object>> of(
      EntityRow entity,
      List<CodeRule> rules,
      List<Contribution> contributions,
      Map<String, Integer> neighbours) {
    codeOwners(rules);
    committers(contributions);
    neighbours(neighbours);
    return candidates.entrySet().stream()
        .filter(each -> people.exists(each.getKey()))
        .sorted(
            Comparator.comparing((Map.Entry<String, Candidate> each) -> -each.getValue().score)
                .thenComparing(Map.Entry::getKey))
        .limit(COUNT)
        .map(each -> json(entity, each.getKey(), each.getValue()))
        .toList();
  }

  private Map<String, Object> json(EntityRow entity, String owner, Candidate candidate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("owner", owner);
    json.put("current", owner.equals(entity.owner()));
    json.put("live", people.isLive(owner));
    json.put("evidence", candidate.evidence);
    return json;
  }

  private void codeOwners(List<CodeRule> rules) {
    int all = rules.stream().mapToInt(CodeRule::files).sum();
    Set<String> seen = new HashSet<>();
    for (CodeRule rule : rules) {
      for (String name : rule.owners()) {
        String owner = people.codeOwner(name).orElse("");
        if (owner.isEmpty() || owner.startsWith("user:") && !shown.test(owner)) {
          continue;
        }
        double share = (double) rule.files() / all;
        if (!seen.add(owner)) {
          candidates.get(owner).score += CODE_OWNER * share;
          continue;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("type", "codeowners");
        evidence.put("file", rule.file());
        evidence.put("lines", rule.lines());
        evidence.put("rule", rule.rule());
        evidence.put("share", share);
        add(owner, CODE_OWNER * share, evidence);
      }
    }
  }

  private void committers(List<Contribution> contributions) {
    double all = contributions.stream().mapToInt(Contribution::commits).sum();
    Map<String, List<Contribution>> byOwner = new HashMap<>();
    for (Contribution each : contributions) {
      if (shown.test(each.person())) {
        byOwner.computeIfAbsent(each.person(), key -> new ArrayList<>()).add(each);
      }
      people
          .groupsOf(each.person())
          .forEach(group -> byOwner.computeIfAbsent(group, key -> new ArrayList<>()).add(each));
    }
    byOwner.forEach(
        (owner, some) -> {
          double share = all == 0 ? 0 : some.stream().mapToInt(Contribution::commits).sum() / all;
          Map<String, Object> evidence = new LinkedHashMap<>();
          evidence.put("type", "commits");
          if (some.size() >= smallest || some.stream().allMatch(one -> shown.test(one.person()))) {
            evidence.put("share", share);
            evidence.put("people", some.size());
            evidence.put(
                "last",
                java.time.Instant.ofEpochMilli(
                        some.stream().mapToLong(Contribution::lastMillis).max().orElse(0))
                    .toString());
          } else {
            evidence.put("hidden", true);
          }
          // one person stands behind the group
          double weight = owner.startsWith("user:") ? COMMITTER / 2 : COMMITTER;
          add(owner, weight * share, evidence);
        });
  }

  private void neighbours(Map<String, Integer> owners) {
    double all = owners.values().stream().mapToInt(Integer::intValue).sum();
    owners.forEach(
        (owner, count) -> {
          Map<String, Object> evidence = new LinkedHashMap<>();
          evidence.put("type", "system");
          evidence.put("entities", count);
          evidence.put("share", count / all);
          add(owner, NEIGHBOUR * count / all, evidence);
        });
  }
}
