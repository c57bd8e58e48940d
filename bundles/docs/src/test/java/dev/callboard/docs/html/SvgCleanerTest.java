package dev.callboard.docs.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgCleanerTest {
  private static String clean(String inner) {
    return SvgCleaner.clean("<svg xmlns=\"http://www.w3.org/2000/svg\">" + inner + "</svg>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<SCRIPT xlink:href='http://x.test/a.js'/>",
        "<foreignObject><body onload='alert(1)'/></foreignObject>",
        "<rect onclick='alert(1)' width='1'/>",
        "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
        "<use xlink:href='http://x.test/#a'/>",
        "<image href='http://x.test/a.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<rect style='fill:url(http://x.test/a)'/>",
        "<rect style='fill:u\\72l(http://x.test/a)'/>",
        "<rect fill='url(//x.test/a)'/>",
        "<style>@import 'http://x.test/a.css'</style>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<svg onload='alert(1)'/>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><text>&x;</text>",
        "<?xml-stylesheet href='http://x.test/a.css'?>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<metadata><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script></metadata>"
      })
  void X03_nothingThatRunsOrLoadsStays(String inner) {
    String svg = clean(inner);
    assertFalse(
        svg.matches("(?is).*(script>|alert\\(|x\\.test|foreignobject|onload|etc/passwd|<\\?|<!).*")
            && !svg.contains("&lt;script"),
        svg);
  }

  @Test
  void shapesAndWordsStay() {
    String shapes =
        "<defs><linearGradient id=\"g\"><stop offset=\"0\""
            + " stop-color=\"#fff\"/></linearGradient></defs><g transform=\"translate(1,2)\"><rect"
            + " x=\"1\" rx=\"2\" fill=\"url(#g)\" style=\"stroke:#181818;stroke-width:0.5;\"/><text"
            + " textLength=\"7\">A &amp; B</text></g>";
    assertEquals(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">" + shapes + "</svg>",
        clean(shapes).replace(" />", "/>"));
  }

  @Test
  void aPictureWithinTheDrawingStays() {
    assertTrue(clean("<image href='data:image/png;base64,AAAA' width='5'/>").contains("AAAA"));
  }

  @Test
  void whatIsNoDrawingIsNothing() {
    assertEquals("", SvgCleaner.clean("<html><svg/></html>"));
    assertEquals("", SvgCleaner.clean(""));
    assertEquals("", SvgCleaner.clean("no drawing"));
  }
}
