package dev.callboard.search.query;

import static dev.callboard.search.spi.SearchDocument.document;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.search.fakes.ListCollator;
import dev.callboard.search.spi.SearchDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchEngineTest {
  @TempDir Path folder;
  private final ListCollator things = new ListCollator("things");
  private final ListCollator pages = new ListCollator("pages");
  private TestSearch search;

  @BeforeEach
  void open() throws Exception {
    things
        .put(thing("payment-service", "Takes the money.", "service"))
        .put(thing("payment-web", "Where people pay", "website"))
        .put(thing("billing", "Writes invoices after payment", "service"))
        .put(thing("PaymentGateway", "", "service"));
    pages.put(
        document("p1", "Refunds", "/docs/p1")
            .text("How a refund of a payment is made. Refunds take a day.")
            .field("path", "p1")
            .build());
    search = new TestSearch(folder, things, pages);
    search.awaitCount(5, "term=");
  }

  @AfterEach
  void close() {
    search.close();
  }

  private static SearchDocument thing(String title, String text, String kind) {
    return document(title, title, "/things/" + title)
        .text(text)
        .field("kind", kind)
        .field("lifecycle", "production")
        .tag("java")
        .build();
  }

  @Test
  void theWholeNameComesFirst() throws Exception {
    assertEquals("payment-web", search.titles("term=payment-web").get(0));
    assertEquals("billing", search.titles("term=billing").get(0));
    assertEquals("PaymentGateway", search.titles("term=paymentgateway").get(0));
    assertEquals("PaymentGateway", search.titles("term=payment gateway").get(0));
  }

  @Test
  void aWordFindsWhatBeginsWithItAndWhatHasItsStem() throws Exception {
    assertEquals(5, search.ask("term=pay").get("numberOfResults").asInt());
    assertEquals(5, search.ask("term=payments").get("numberOfResults").asInt());
    assertEquals(List.of("billing"), search.titles("term=invoice"));
  }

  @Test
  void everyWordMustBeThere() throws Exception {
    assertEquals(List.of("payment-service"), search.titles("term=payment money"));
    assertEquals(0, search.ask("term=payment zzzz").get("numberOfResults").asInt());
  }

  @Test
  void slipsOfThePenAndPiecesOfNamesFindWhatNothingElseFinds() throws Exception {
    assertEquals("billing", search.titles("term=biling").get(0));
    assertEquals("PaymentGateway", search.titles("term=atewa").get(0));
  }

  @Test
  void typesAndFiltersNarrow() throws Exception {
    assertEquals(List.of("Refunds"), search.titles("term=payment", "types[0]=pages"));
    assertEquals(List.of("payment-web"), search.titles("term=payment", "filters[kind]=website"));
    assertEquals(3, search.ask("term=", "filters[kind]=service").get("numberOfResults").asInt());
    assertEquals(
        4,
        search
            .ask("term=", "filters[kind][0]=service", "filters[kind][1]=website")
            .get("numberOfResults")
            .asInt());
    assertEquals(0, search.ask("term=", "filters[kind]=Service").get("numberOfResults").asInt());
    assertEquals(0, search.ask("term=", "filters[no]=x").get("numberOfResults").asInt());
    assertEquals(4, search.ask("term=", "filters[tags]=java").get("numberOfResults").asInt());
  }

  @Test
  void anUnknownTypeIsRefused() {
    PortalException e =
        assertThrows(PortalException.class, () -> search.ask("term=x", "types[0]=none"));
    assertEquals(400, e.code().status());
    assertTrue(e.getMessage().startsWith("Invalid query string: "), e.getMessage());
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    JsonNode first = search.ask("term=", "pageLimit=2");
    assertEquals("MQ==", first.get("nextPageCursor").asText());
    assertFalse(first.has("previousPageCursor"));
    JsonNode last = search.ask("term=", "pageLimit=2", "pageCursor=Mg==");
    assertEquals(1, last.get("results").size());
    assertEquals(5, last.at("/results/0/rank").asInt());
    assertFalse(last.has("nextPageCursor"));
    assertEquals("MQ==", last.get("previousPageCursor").asText());
    assertEquals(0, search.ask("term=", "pageLimit=0").get("results").size());
    assertEquals(0, search.ask("term=pay", "pageCursor=OTk5OTk5OTk5").get("results").size());
  }

  @Test
  void limitsHold() throws Exception {
    search.ask("term=" + "a".repeat(99), "pageLimit=99");
    search.ask("term=" + "a".repeat(100), "pageLimit=100");
    assertThrows(PortalException.class, () -> search.ask("term=" + "a".repeat(101)));
    assertThrows(PortalException.class, () -> search.ask("term=", "pageLimit=101"));
    assertThrows(PortalException.class, () -> search.ask("term=", "pageLimit=-1"));
    assertThrows(PortalException.class, () -> search.ask("term=", "pageLimit=abc"));
  }

  private static String[] filters(int fields, int values) {
    List<String> parameters = new ArrayList<>();
    for (int field = 0; field < fields; field++) {
      for (int value = 0; value < values; value++) {
        parameters.add("filters[f" + field + "][" + value + "]=" + value);
      }
    }
    return parameters.toArray(String[]::new);
  }

  @Test
  void filtersAndTheirValuesAreLimited() throws Exception {
    search.ask(filters(19, 1));
    search.ask(filters(20, 1));
    assertThrows(PortalException.class, () -> search.ask(filters(21, 1)));
    search.ask(filters(1, 99));
    search.ask(filters(1, 100));
    assertThrows(PortalException.class, () -> search.ask(filters(1, 101)));
  }

  @Test
  void aFacetHasAHundredValuesAtTheMost() throws Exception {
    for (int i = 0; i < 101; i++) {
      things.put(thing("many-" + i, "", "kind-" + i));
      if (i >= 98) {
        search.awaitCount(i + 1, "term=many");
        int shown = search.ask("term=many", "facets=kind").at("/facets/kind").size();
        assertEquals(Math.min(100, i + 1), shown);
      }
    }
  }

  @Test
  void ofATextOfMoreThan35WordsThePlaceIsShown() throws Exception {
    List<String> names = List.of("alpaca", "bonobo", "cheetah");
    for (int words = 34; words <= 36; words++) {
      String name = names.get(words - 34);
      String text = "w ".repeat(words - 1) + "needle";
      things.put(thing(name, text, "service"));
      search.awaitCount(1, "term=" + name);
      JsonNode found = search.ask("term=needle " + name).at("/results/0/highlight/fields");
      assertEquals(
          "w ".repeat(Math.min(words, 35) - 1) + "<b>needle</b>", found.get("text").asText());
      String unmarked = search.ask("term=" + name).at("/results/0/highlight/fields/text").asText();
      assertEquals(words > 35 ? "w ".repeat(15).strip() : text, unmarked);
    }
    things.put(thing("middle", "w ".repeat(20) + "needle" + " v".repeat(99), "service"));
    search.awaitCount(1, "term=middle");
    assertEquals(
        "w ".repeat(8) + "<b>needle</b>" + " v".repeat(26),
        search.ask("term=needle middle").at("/results/0/highlight/fields/text").asText());
  }

  @Test
  void aLongNameIsFoundWithTwoSlipsAndNotWithThree() throws Exception {
    things.put(thing("customerloyaltyledger", "", "service"));
    search.awaitCount(1, "term=customerloyaltyledger");
    assertEquals(List.of("customerloyaltyledger"), search.titles("term=custmerloyaltyledgr"));
    assertEquals(List.of("customerloyaltyledger"), search.titles("term=cusotmerloyalty-ledegr"));
    assertEquals(List.of(), search.titles("term=custmerloyltyledgr"));
    assertEquals(List.of(), search.titles("term=xustomerloyaltyledger"));
  }

  @Test
  void filesOfWhatIsReplacedAreDeletedWhileTheServerRuns() throws Exception {
    for (int i = 0; i < 60; i++) {
      // So unlike the one before that it is not taken for it.
      String word = ("q" + i).repeat(4);
      things.put(thing("again", word, "service"));
      search.awaitCount(1, "term=" + word, "types[0]=things");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      long count = files.filter(Files::isRegularFile).count();
      assertTrue(count < 75, count + " files");
    }
  }

  @Test
  void whatWasLookedForIsMarked() throws Exception {
    JsonNode fields = search.ask("term=refund", "types[0]=pages").at("/results/0/highlight/fields");
    assertEquals("<b>Refunds</b>", fields.get("title").asText());
    assertEquals(
        "How a <b>refund</b> of a payment is made. <b>Refunds</b> take a day.",
        fields.get("text").asText());
    assertEquals("p1", fields.get("path").asText());
    assertTrue(search.ask("term=").at("/results/0/highlight/fields").isEmpty());
  }

  @Test
  void facetsCountWhatWasFound() throws Exception {
    JsonNode facets =
        search.ask("term=payment", "facets[]=kind", "facets[]=types", "pageLimit=0").get("facets");
    assertEquals(
        "[{\"value\":\"service\",\"count\":3},{\"value\":\"website\",\"count\":1}]",
        facets.get("kind").toString());
    assertEquals(
        "[{\"value\":\"things\",\"count\":4},{\"value\":\"pages\",\"count\":1}]",
        facets.get("types").toString());
    assertThrows(PortalException.class, () -> search.ask("term=", "facets=nope"));
  }

  @Test
  void aLocationThatABrowserShouldNotGoToIsNotShown() throws Exception {
    things.put(document("bad", "bad payment", "javascript:alert(1)").build());
    things.put(document("good", "good one", "https://example.com/").build());
    search.awaitCount(1, "term=good");
    assertEquals(0, search.ask("term=bad").get("numberOfResults").asInt());
  }

  @Test
  void Q01_signsOfOtherQueryLanguagesMeanNothing() throws Exception {
    for (String term :
        List.of(
            "'",
            "\"",
            ";--",
            "\\",
            "%",
            "_",
            "$$",
            "\u0000",
            "?",
            ":x",
            "-1",
            "*",
            "a*b",
            "a&b|c!(d):*'\\",
            "title:payment",
            "[a TO z]",
            "/.*/",
            "+",
            "((((",
            "AND OR NOT")) {
      assertTrue(search.ask("term=" + term).has("numberOfResults"), term);
    }
    assertEquals(
        search.ask("term=payment").get("numberOfResults"),
        search.ask("term=pay*ment:*").get("numberOfResults"));
  }
}
