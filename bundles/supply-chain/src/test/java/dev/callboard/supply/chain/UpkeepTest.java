package dev.callboard.supply.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens by itself: feeds are imported, and what is gone is forgotten. */
class UpkeepTest {
  private static final String URL = "https://feeds.example/osv.json";

  @TempDir Path folder;
  private Lab lab;

  private void open(Dialect dialect) throws Exception {
    lab = new Lab(dialect);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsKeptOfAnEntityThatIsGoneIsForgottenAfterAWhile(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "", Samples.SBOM);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    lab.decide(lab.all(Lab.PAY).get(0), dev.callboard.supply.chain.finding.FindingState.OPEN, null);
    Entity pay = lab.entities.remove(Lab.PAY);
    lab.gone.run();
    lab.later(Duration.ofDays(29));
    lab.entities.put(Lab.PAY, pay);
    lab.gone.run();
    lab.entities.remove(Lab.PAY);
    lab.gone.run();
    lab.later(Duration.ofDays(30).minusMillis(1));
    lab.gone.run();
    assertEquals(1, lab.all(Lab.PAY).size(), "it was back in between");
    lab.later(Duration.ofMillis(1));
    lab.gone.run();
    for (String table :
        List.of(
            "document",
            "document_body",
            "component",
            "occurrence",
            "finding",
            "finding_alias",
            "finding_history",
            "decision",
            "alert",
            "gone",
            "pending",
            "told",
            "attestation",
            "summary_due")) {
      long rows = lab.store.read(c -> Sql.number(c, "SELECT count(*) FROM " + table));
      assertEquals(0, rows, table);
    }
    assertTrue(lab.notes.isEmpty());
    assertEquals("forget", lab.events.get(lab.events.size() - 1).subAction());
  }

  private static MapConfig feeds(Map<?, ?>... entries) {
    return MapConfig.of("supplyChain.feeds", List.of(entries));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFeedIsAskedWhenItIsDueAndImportedWhenItHasChanged(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "", Samples.SBOM);
    lab.settings =
        feeds(
            Map.of("type", "kev", "url", "https://feeds.example/none"),
            Map.of("type", "osv", "url", URL, "frequency", "PT6H"));
    lab.schedule.run();
    assertEquals(1, lab.all(Lab.PAY).size(), "one that fails does not keep others waiting");
    lab.later(Duration.ofHours(6).minusMillis(1));
    lab.schedule.run();
    assertEquals(2, lab.read.size());
    lab.later(Duration.ofMillis(1));
    lab.schedule.run();
    assertEquals(URL + " one", lab.read.get(2));
    List<String> problems =
        lab.store.read(
            c ->
                Sql.list(
                    c, row -> row.getString(1), "SELECT problem FROM feed_source ORDER BY name"));
    assertEquals(List.of("There is nothing at feeds.example", ""), problems);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void filesOfAFolderAreImportedAgainWhenOneIsNew(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "", Samples.SBOM);
    lab.settings = feeds(Map.of("type", "osv", "path", folder.toString(), "frequency", "PT1M"));
    lab.schedule.run();
    assertTrue(lab.all(Lab.PAY).isEmpty(), "an empty folder is a problem of this feed");
    Files.writeString(folder.resolve("a.json"), Samples.OSV);
    lab.later(Duration.ofMinutes(1));
    lab.schedule.run();
    assertEquals(1, lab.all(Lab.PAY).size());
    long imports = imports();
    lab.later(Duration.ofMinutes(1));
    lab.schedule.run();
    assertEquals(imports, imports());
    Files.writeString(folder.resolve("b.json"), Samples.OSV);
    lab.later(Duration.ofMinutes(1));
    lab.schedule.run();
    assertEquals(imports + 2, imports());
  }

  private long imports() {
    return lab.events.stream().filter(each -> each.eventId().equals("security-feed")).count();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFeedThatIsWrongIsNamed(Dialect dialect) throws Exception {
    open(dialect);
    for (Map<?, ?> wrong :
        List.of(
            Map.of("type", "nvd", "url", URL),
            Map.of("type", "osv"),
            Map.of("type", "osv", "url", URL, "path", "/x"),
            Map.of("type", "osv", "url", URL, "frequency", "PT59S"))) {
      lab.settings = feeds(wrong);
      PortalException refused = assertThrows(PortalException.class, () -> lab.schedule.run());
      assertTrue(refused.getMessage().startsWith("supplyChain.feeds[0]"), refused.getMessage());
    }
  }
}
