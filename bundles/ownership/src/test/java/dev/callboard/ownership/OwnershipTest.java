package dev.callboard.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.git.transport.QuietGit;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Facts;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.events.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way from repositories and a catalog to facts, on both databases. */
class OwnershipTest {
  private static final String URL = "https://git.example/shop.git";

  @TempDir Path temp;
  private Lab lab;
  private Repo repo;

  private void start(Dialect dialect) throws Exception {
    lab = new Lab(dialect);
    repo = new Repo(temp.resolve("shop"));
    lab.remotes.put(URL, repo.root);
    lab.group("payments", "ann", "bob");
    lab.group("lone", "cid");
    lab.user("ann", "ann@example.com", "group:default/payments");
    lab.user("bob", "bob@example.com", "group:default/payments");
    lab.user("cid", "cid@example.com", "group:default/lone");
    repo.write("pay/catalog-info.yaml", "x").write("pay/a.txt", "1").write("other/b.txt", "1");
    repo.write("CODEOWNERS", "* @org/lone\n/pay/ @org/payments\n/pay/a.txt @cid-hub\n");
    repo.commit("Ann", "ann@example.com", 30);
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
    QuietGit.release();
  }

  private void component(String name, String owner, String folder) {
    lab.component(name, owner, "url:" + URL + "/blob/main/" + folder + "catalog-info.yaml");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anOwnerIsComparedWithCodeOwnersAndWithWhoCommits(Dialect dialect) throws Exception {
    start(dialect);
    repo.write("pay/c.txt", "1").commit("Bob", "12+bob-hub@users.noreply.github.com", 20);
    repo.write("pay/c.txt", "2").commit("Cid", "cid@example.com", 10);
    repo.write("pay/c.txt", "3").commit("renovate[bot]", "bot@renovateapp.com", 5);
    repo.write("other/b.txt", "2").commit("Cid", "cid@example.com", 1);
    component("pay", "payments", "pay/");
    lab.task.run();
    Map<String, Double> facts = lab.facts("pay");
    assertEquals(1.0, facts.get("owner-live"));
    assertEquals(0.0, facts.get("orphan"));
    // of three files the rules give a.txt to somebody else
    assertEquals(2.0 / 3, facts.get("codeowners-agreement"), 1e-9);
    assertEquals(2.0 / 3, facts.get("commits-agreement"), 1e-9);
    assertEquals(3.0, facts.get("commits"));
    assertEquals(3.0, facts.get("contributors"));
    // two files by Ann, one by Bob and Cid
    assertEquals(1.0, facts.get("truck-factor"));
    assertEquals(4.0 / 9 + 2.0 / 36, facts.get("authorship-hhi"), 1e-9);
    assertEquals(1_790_000_000.0 - 10 * 86_400, facts.get("last-human-commit"), 400_000_000);
    assertEquals(0.0, facts.get("left-share"));
    component("all", "lone", "");
    lab.task.run();
    assertEquals(0.4, lab.fact("all", Fact.COMMITS_AGREEMENT), 0.11);
    assertEquals(0.0, lab.fact("all", Fact.OWNER_LIVE), "one member is too few");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPersonWhoLeavesTakesTheOwnerAndTheKnowledgeAway(Dialect dialect) throws Exception {
    start(dialect);
    component("pay", "payments", "pay/");
    component("solo", "user:cid", "other/");
    component("lost", "nobody", "x/");
    lab.task.run();
    assertEquals(1.0, lab.fact("lost", Fact.ORPHAN));
    assertEquals(1.0, lab.fact("solo", Fact.OWNER_LIVE));
    assertEquals(0.0, lab.fact("pay", Fact.LEFT_SHARE));
    int reads = lab.read;
    lab.later(Duration.ofMinutes(1));
    lab.remove("user:default/ann");
    lab.remove("user:default/cid");
    lab.task.run();
    assertEquals(1.0, lab.fact("pay", Fact.LEFT_SHARE), "Ann has written all of it");
    assertEquals(0.0, lab.fact("pay", Fact.OWNER_LIVE), "Bob is alone");
    assertEquals(0.0, lab.fact("pay", Fact.ORPHAN));
    assertEquals(1.0, lab.fact("solo", Fact.ORPHAN));
    assertEquals(reads, lab.read, "no history is read for that");
    List<Facts.Change> live =
        lab.store.read(c -> Facts.changes(c, "component:default/pay", Fact.OWNER_LIVE.id(), 0, 10));
    assertEquals(List.of(1.0, 0.0), live.stream().map(Facts.Change::value).toList());
    assertEquals(60_000, live.get(1).millis() - live.get(0).millis());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aHistoryIsReadAgainAfterAPushADayAndNotOtherwise(Dialect dialect) throws Exception {
    start(dialect);
    component("pay", "payments", "pay/");
    lab.task.run();
    assertEquals(1, lab.read);
    lab.task.run();
    assertEquals(1, lab.read, "nothing is due");
    repo.write("pay/a.txt", "2").commit("Cid", "cid@example.com", 1);
    // the address of a push is the one without the ending
    lab.pushes.onEvent(new Event("source.push", Map.of("url", URL.replace(".git", ""))));
    lab.task.run();
    assertEquals(2, lab.read);
    assertEquals(0.5, lab.fact("pay", Fact.COMMITS_AGREEMENT));
    long changes = changes();
    lab.later(Duration.ofHours(25));
    lab.task.run();
    assertEquals(3, lab.read);
    assertEquals(changes, changes(), "only what changes is kept");
    assertEquals(2, count("SELECT count(*) FROM daily"));
  }

  private long changes() {
    return count("SELECT count(*) FROM fact");
  }

  private long count(String sql) {
    return lab.store.read(c -> Sql.number(c, sql));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFileIsFollowedThroughMovesAndMergesCountForNobody(Dialect dialect) throws Exception {
    start(dialect);
    repo.write("pay/long.txt", "a text that is found again\n").commit("Bob", "bob@example.com", 9);
    repo.move("pay/long.txt", "pay/sub/longer.txt");
    repo.commit("Cid", "cid@example.com", 8);
    dev.callboard.testing.GitServer.git(repo.root, "checkout", "-q", "-b", "side");
    repo.write("side.txt", "1").commit("Cid", "cid@example.com", 7);
    dev.callboard.testing.GitServer.git(repo.root, "checkout", "-q", "main");
    dev.callboard.testing.GitServer.git(repo.root, "merge", "-q", "--no-ff", "side", "-m", "m");
    component("sub", "payments", "pay/sub/");
    lab.task.run();
    assertEquals(2.0, lab.fact("sub", Fact.TRUCK_FACTOR));
    EntityRow row = lab.store.read(c -> EntityRow.find(c, "component:default/sub")).orElseThrow();
    assertEquals(1, row.files());
    assertEquals(
        List.of("user:default/bob 0.5", "user:default/cid 0.5"),
        lab.store.read(
            c ->
                Sql.list(
                    c,
                    each -> each.getString(1) + " " + each.getDouble(2),
                    "SELECT person, files FROM contribution WHERE entity_ref = ?"
                        + " ORDER BY person",
                    row.ref())),
        "Bob created the file under another name");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void limitsAndAliasesHoldAndAreCountedAnewWhenTheyChange(Dialect dialect) throws Exception {
    start(dialect);
    repo.write("pay/d.txt", "1").commit("D", "d@home.example", 3);
    component("pay", "payments", "pay/");
    lab.settings = lab.settings.with("ownership.history.commits", 1);
    lab.task.run();
    assertEquals(1.0, lab.fact("pay", Fact.COMMITS));
    assertEquals(1.0, lab.fact("pay", Fact.UNKNOWN_SHARE));
    assertEquals(0, count("SELECT whole FROM repository"));
    lab.settings =
        lab.settings
            .with("ownership.history.commits", 2)
            .with(
                "ownership.aliases",
                List.of(Map.of("user", "user:default/bob", "emails", List.of("D@home.example"))));
    lab.later(Duration.ofDays(2));
    lab.task.run();
    assertEquals(2.0, lab.fact("pay", Fact.COMMITS));
    assertEquals(0.0, lab.fact("pay", Fact.UNKNOWN_SHARE));
    assertEquals(1, count("SELECT whole FROM repository"));
    lab.settings = lab.settings.with("ownership.history.files", 2);
    lab.later(Duration.ofDays(2));
    lab.task.run();
    assertEquals(0, count("SELECT whole FROM repository"));
    assertEquals(
        2, lab.store.read(c -> EntityRow.find(c, "component:default/pay")).orElseThrow().files());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFolderOfThisMachineCountsWhereTheCatalogHasReadTheEntity(Dialect dialect) throws Exception {
    start(dialect);
    lab.component("pay", "payments", "file:" + repo.root.resolve("pay/catalog-info.yaml"));
    lab.put(
        "component:default/sly",
        Map.of("owner", "payments"),
        Map.of(
            "backstage.io/managed-by-location",
            "url:https://elsewhere.example/x",
            "backstage.io/source-location",
            "file:" + repo.root));
    Path outside = Files.createDirectories(temp.resolve("outside"));
    lab.component("outside", "payments", "file:" + outside.resolve("catalog-info.yaml"));
    lab.task.run();
    assertEquals(1.0, lab.fact("pay", Fact.TRUCK_FACTOR));
    assertEquals(0.5, lab.fact("pay", Fact.CODEOWNERS_AGREEMENT));
    assertNull(lab.fact("sly", Fact.TRUCK_FACTOR));
    assertNull(lab.fact("outside", Fact.TRUCK_FACTOR));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void suggestionsHaveReasonsAndNoNumbersOfFewPeople(Dialect dialect) throws Exception {
    start(dialect);
    component("pay", "nobody", "pay/");
    component("cart", "lone", "other/");
    lab.task.run();
    PeopleView view = view();
    EntityRow row = lab.store.read(c -> EntityRow.find(c, "component:default/pay")).orElseThrow();
    List<Map<String, Object>> seen = view.suggestions(row, entity -> true, person -> false);
    assertEquals("group:default/payments", seen.get(0).get("owner"));
    assertEquals("group:default/lone", seen.get(1).get("owner"));
    String reasons = seen.get(0).get("evidence").toString();
    assertTrue(reasons.contains("file=CODEOWNERS, lines=2"), reasons);
    assertTrue(reasons.contains("hidden=true") && !reasons.contains("people="), reasons);
    assertTrue(seen.get(1).toString().contains("type=system, entities=1"), seen.toString());
    assertFalse(seen.toString().contains("user:"), seen.toString());
    List<Map<String, Object>> all = view.suggestions(row, entity -> true, person -> true);
    assertTrue(all.toString().contains("people=1"), all.toString());
    assertTrue(all.toString().contains("owner=user:default/"), all.toString());
    assertEquals(List.of(), view.contributors(row.ref(), person -> false));
    assertEquals(
        "user:default/ann",
        view.contributors(row.ref(), "user:default/ann"::equals).get(0).get("person"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void checksReadTheFactsAndAreToldWhenTheyChange(Dialect dialect) throws Exception {
    start(dialect);
    component("pay", "payments", "pay/");
    List<String> told = new ArrayList<>();
    AutoCloseable listening = lab.checked.onChange(told::add);
    Entity pay = lab.entities.get("component:default/pay");
    assertEquals(
        "who owns this has not been measured yet", lab.checked.facts(pay).reason().orElseThrow());
    lab.task.run();
    assertTrue(told.contains("component:default/pay"), told.toString());
    Map<String, Object> facts = lab.checked.facts(pay).values();
    assertEquals(true, facts.get("live"));
    assertEquals(false, facts.get("orphan"));
    assertEquals(1L, facts.get("truckFactor"));
    assertEquals(0.5, facts.get("codeownersAgreement"));
    assertTrue(facts.get("lastHumanCommit").toString().matches("20..-..-..T.*Z"), "" + facts);
    assertEquals("/catalog/default/component/pay", lab.checked.facts(pay).evidence().orElseThrow());
    told.clear();
    lab.task.run();
    assertEquals(List.of(), told, "nothing has changed");
    lab.remove("user:default/ann");
    lab.task.run();
    assertEquals(List.of("component:default/pay"), told);
    assertEquals(false, lab.checked.facts(pay).values().get("live"));
    listening.close();
    lab.user("ann", "ann@example.com", "group:default/payments");
    lab.task.run();
    assertEquals(1, told.size());
    lab.component("alone", "payments", "url:https://elsewhere.example/x");
    lab.task.run();
    dev.callboard.scorecards.spi.Facts alone =
        lab.checked.facts(lab.entities.get("component:default/alone"));
    assertFalse(alone.values().containsKey("truckFactor"));
    assertEquals("the history of its repository is not known", alone.missing().orElseThrow());
  }

  private PeopleView view() {
    return new PeopleView(() -> lab.settings, lab.store, lab.ledger);
  }
}
