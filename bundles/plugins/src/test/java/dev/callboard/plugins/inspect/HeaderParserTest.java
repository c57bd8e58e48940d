package dev.callboard.plugins.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderParserTest {
  @Test
  void aHeaderIsSplitIntoClausesPathsAttributesAndDirectives() {
    List<HeaderClause> clauses =
        HeaderParser.parse("a.b;c.d;version=\"[1,2)\";x:List<String>=\"p,q\";uses:=\"e,f\",g");
    assertEquals(2, clauses.size());
    assertEquals(List.of("a.b", "c.d"), clauses.get(0).paths());
    assertEquals(Map.of("version", "[1,2)", "x", "p,q"), clauses.get(0).attributes());
    assertEquals(Map.of("uses", "e,f"), clauses.get(0).directives());
    assertEquals(List.of("g"), clauses.get(1).paths());
  }

  @Test
  void quotesAndEscapesAreRead() {
    HeaderClause clause = HeaderParser.parse("a;x=\"q\\\"r;s,t\"").get(0);
    assertEquals("q\"r;s,t", clause.attributes().get("x"));
  }

  @Test
  void malformedHeadersAreErrors() {
    for (String header : new String[] {"a,", ",", "a;x=\"", "x=1", "a;x=1;x=2"}) {
      assertThrows(IllegalArgumentException.class, () -> HeaderParser.parse(header), header);
    }
  }

  @Test
  void countingAgreesWithParsing() {
    for (String header : new String[] {"", "a", "a,b", "a;x=\"1,2\",b", "a;x=\"\\\",\",b,c"}) {
      assertEquals(HeaderParser.parse(header).size(), HeaderParser.count(header), header);
    }
  }
}
