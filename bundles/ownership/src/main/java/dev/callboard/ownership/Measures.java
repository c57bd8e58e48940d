package dev.callboard.ownership;

import dev.callboard.ownership.authorship.Contribution;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.EntityRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Works out the facts of an entity from what is kept of it. Keeps nothing; does not block. */
final class Measures {
  private Measures() {}

  static Map<String, Double> of(
      EntityRow entity, List<Contribution> contributions, List<CodeRule> rules, People people) {
    Map<String, Double> facts = new LinkedHashMap<>();
    String owner = entity.owner();
    boolean exists = !owner.isEmpty() && people.exists(owner);
    put(facts, Fact.OWNER_DECLARED, !owner.isEmpty());
    put(facts, Fact.OWNER_RESOLVABLE, exists);
    put(facts, Fact.OWNER_LIVE, exists && people.isLive(owner));
    put(facts, Fact.ORPHAN, entity.orphan() || !exists);
    codeOwners(facts, owner, rules, people);
    if (entity.readMillis() > 0) {
      history(facts, entity, contributions, people);
    }
    return facts;
  }

  private static void codeOwners(
      Map<String, Double> facts, String owner, List<CodeRule> rules, People people) {
    int owned = 0;
    int agreeing = 0;
    for (CodeRule rule : rules) {
      // of names that nobody knows there is no telling whether they agree
      if (rule.owners().stream().anyMatch(each -> people.codeOwner(each).isPresent())) {
        owned += rule.files();
        if (rule.owners().stream().anyMatch(each -> people.speaksFor(each, owner))) {
          agreeing += rule.files();
        }
      }
    }
    if (owned > 0) {
      facts.put(Fact.CODEOWNERS_AGREEMENT.id(), (double) agreeing / owned);
    }
  }

  private static void history(
      Map<String, Double> facts, EntityRow entity, List<Contribution> all, People people) {
    if (all.stream().anyMatch(each -> People.isUser(each.person()))) {
      share(
          facts,
          Fact.COMMITS_AGREEMENT,
          all,
          Contribution::commits,
          each -> people.belongs(each.person(), entity.owner()));
    }
    share(facts, Fact.LEFT_SHARE, all, Contribution::files, each -> people.hasLeft(each.person()));
    share(
        facts, Fact.UNKNOWN_SHARE, all, Contribution::files, each -> !People.isUser(each.person()));
    long last = all.stream().mapToLong(Contribution::lastMillis).max().orElse(0);
    if (last > 0) {
      facts.put(Fact.LAST_HUMAN_COMMIT.id(), (double) (last / 1000));
    }
    if (entity.files() > 0) {
      facts.put(Fact.TRUCK_FACTOR.id(), (double) entity.truckFactor());
      facts.put(Fact.AUTHORSHIP_HHI.id(), entity.concentration());
    }
    facts.put(Fact.COMMITS.id(), (double) all.stream().mapToInt(Contribution::commits).sum());
    facts.put(
        Fact.CONTRIBUTORS.id(), (double) all.stream().filter(each -> each.commits() > 0).count());
  }

  private static void share(
      Map<String, Double> facts,
      Fact fact,
      List<Contribution> all,
      ToDoubleFunction<Contribution> amount,
      Predicate<Contribution> counted) {
    double total = all.stream().mapToDouble(amount).sum();
    if (total > 0) {
      facts.put(fact.id(), all.stream().filter(counted).mapToDouble(amount).sum() / total);
    }
  }

  private static void put(Map<String, Double> facts, Fact fact, boolean truth) {
    facts.put(fact.id(), truth ? 1.0 : 0.0);
  }
}
