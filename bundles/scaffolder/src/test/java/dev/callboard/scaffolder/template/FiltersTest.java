package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Filters, globals and methods; what they give was looked up with Nunjucks 3.2.4 under Node. */
class FiltersTest {
  private final Rendering rendering = Rendering.plain();

  @Test
  void texts() {
    rendering.check("Hello world", "'hELLO wORLD' | capitalize");
    rendering.check("  ab  ", "'ab' | center(6)");
    rendering.check("a\n  b", "'a\\nb' | indent(2)");
    rendering.check("a<br />\nb", "'a\\nb' | nl2br");
    rendering.check("0-0-0", "'a-a-a' | replace('a', '0')");
    rendering.check("0-a-a", "'a-a-a' | replace('a', '0', 1)");
    rendering.check(".a.b.", "'ab' | replace('', '.')");
    rendering.check("b-a", "'a-b' | replace(r/(\\w)-(\\w)/, '$2-$1')");
    rendering.check("A Fox", "'a fOX' | title");
    rendering.check("x", "' x ' | trim");
    rendering.check("The...", "'The quick' | truncate(5)");
    rendering.check("The q!", "'The quick' | truncate(5, true, '!')");
    rendering.check("3", "'one two three' | wordcount");
    rendering.check("a b", "'<p>a</p> <br> b' | striptags");
    rendering.check("a%20b%26", "'a b&' | urlencode");
    rendering.check("a=1&b=c", "{a: 1, b: 'c'} | urlencode");
    rendering.check("see <a href=\"http://x.org\">http://x.org</a>", "'see http://x.org' | urlize");
    rendering.check("&lt;a href=&quot;&#39;&quot;&gt;", "'<a href=\"\\'\">' | escape | escape");
    rendering.check("&amp;lt;", "'<' | escape | forceescape");
    rendering.check("<", "'<' | safe | escape");
  }

  @Test
  void lists() {
    rendering.check("[[1,2],[3,\"-\"]]", "[1, 2, 3] | batch(2, '-') | dump");
    rendering.check("[[1,2],[3]]", "[1, 2, 3] | slice(2) | dump");
    rendering.check("1 3", "([1, 2, 3] | first) ~ ' ' ~ ([1, 2, 3] | last)");
    rendering.check("a,b", "[{n: 'a'}, {n: 'b'}] | join(',', 'n')");
    rendering.check(
        "{\"1\":[{\"k\":1}],\"2\":[{\"k\":2}]}", "[{k: 1}, {k: 2}] | groupby('k') | dump");
    rendering.check(
        "3 1 0", "([1, 2, 3] | length) ~ ' ' ~ ({a: 1} | length) ~ ' ' ~ (missing | length)");
    rendering.check("[{\"key\":\"a\",\"value\":1}]", "{a: 1} | list | dump");
    rendering.check("1,3", "[1, 2, 3] | select('odd')");
    rendering.check("2", "[1, 2, 3] | reject('odd')");
    rendering.check("[{\"a\":1}]", "[{a: 1}, {a: 0}] | selectattr('a') | dump");
    rendering.check("[{\"a\":0}]", "[{a: 1}, {a: 0}] | rejectattr('a') | dump");
    rendering.check("cba", "'abc' | reverse");
    rendering.check("3,2,1", "[1, 2, 3] | reverse");
    rendering.check("6 16", "([1, 2, 3] | sum) ~ ' ' ~ ([{n: 6}] | sum('n', 10))");
    rendering.check("a,B,c", "['c', 'B', 'a'] | sort");
    rendering.check("c,B,a", "['a', 'B', 'c'] | sort(reverse=true)");
    rendering.check("B,a,c", "['c', 'B', 'a'] | sort(case_sensitive=true)");
    rendering.check("1,2", "[{n: 2}, {n: 1}] | sort(attribute='n') | join(',', 'n')");
    rendering.check("[[\"a\",2],[\"b\",1]]", "{b: 1, a: 2} | dictsort | dump");
    rendering.check("[[\"b\",1],[\"a\",2]]", "{a: 2, b: 1} | dictsort(false, 'value') | dump");
    rendering.check("true", "([1, 2, 3] | random) in [1, 2, 3]");
  }

  @Test
  void values() {
    rendering.check("1.5", "-1.5 | abs");
    rendering.check("d", "missing | default('d')");
    rendering.check("", "'' | default('d')");
    rendering.check("d", "'' | d('d', true)");
    rendering.check("{\"a\":[1,null,\"x\\n\"]}", "{a: [1, missing, 'x\\n']} | dump");
    rendering.check("{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}", "{a: [1], b: {} } | dump(2)");
    rendering.check(
        "12 7 255", "('12px' | int) ~ ' ' ~ ('x' | int(7)) ~ ' ' ~ ('ff' | int(base=16))");
    rendering.check("1.5 2", "('1.5e0x' | float) ~ ' ' ~ ('x' | float(2))");
    rendering.check(
        "-1 1.3 2 1",
        "(-1.5 | round) ~ ' ' ~ (1.25 | round(1)) ~ ' ' ~ (1.1 | round(0, 'ceil')) ~ ' ' ~ (1.9 |"
            + " round(0, 'floor'))");
  }

  @Test
  void globals() {
    rendering.check("0,1,2", "range(3)");
    rendering.check("5,3,1", "range(5, 0, -2)");
    rendering.check("", "range(0)");
    assertEquals(
        "a b a ",
        rendering.of(
            "{% set c = cycler('a', 'b') %}{% for i in range(3) %}{{ c.next() }} {% endfor %}"));
    assertEquals(
        "1, 2",
        rendering.of(
            "{% set j = joiner(', ') %}{% for i in [1, 2] %}{{ j() }}{{ i }}{% endfor %}"));
  }

  @Test
  void methods_of_texts() {
    rendering.check("a,b", "'a-b'.split('-')");
    rendering.check("a,-,b", "'a-b'.split(r/(-)/)");
    rendering.check("b", "'a-b'.split('-')[1]");
    rendering.check("3", "'abc'.length");
    rendering.check("ABCabc", "'abC'.toUpperCase() ~ 'abC'.toLowerCase()");
    rendering.check("a_b_c", "'a-b-c'.replace(r/-/g, '_')");
    rendering.check("a_b-c", "'a-b-c'.replace('-', '_')");
    rendering.check("a_b_c", "'a-b-c'.replaceAll('-', '_')");
    rendering.check("[$]a", "'a'.replace('a', '[$$]$&')");
    rendering.check(
        "true false 1 -1",
        "'abc'.includes('b') ~ ' ' ~ 'abc'.startsWith('b') ~ ' ' ~ 'abc'.indexOf('b') ~ ' ' ~"
            + " 'abc'.search(r/x/)");
    rendering.check("bc b c", "'abc'.slice(1) ~ ' ' ~ 'abc'.substring(1, 2) ~ ' ' ~ 'abc'.at(-1)");
    rendering.check("007", "'7'.padStart(3, '0')");
    rendering.check("abab", "'ab'.repeat(2)");
    rendering.check("b,b", "'abab'.match(r/b/g)");
    rendering.check("x", "'  x '.trim()");
  }

  @Test
  void methods_of_lists_and_numbers() {
    rendering.check(
        "true 1 -1", "[1, 2].includes(2) ~ ' ' ~ [1, 2].indexOf(2) ~ ' ' ~ [1, 2].indexOf('2')");
    rendering.check("1+2", "[1, 2].join('+')");
    rendering.check("2,3", "[1, 2, 3].slice(1)");
    rendering.check("1,2,3", "[1].concat([2], 3)");
    assertEquals("3 1,2,3", rendering.of("{% set l = [1, 2] %}{{ l.push(3) }} {{ l }}"));
    rendering.check("10,9", "[9, 10].sort()");
    rendering.check("1.50", "(1.5).toFixed(2)");
    rendering.check("ff", "(255).toString(16)");
    rendering.check("true", "{a: 1}.hasOwnProperty('a')");
  }

  @Test
  void an_error_says_what_is_expected() {
    assertTrue(
        rendering
            .fails("{{ 1 | upper }}")
            .getMessage()
            .contains("a text is expected, not a number"));
    assertTrue(
        rendering
            .fails("{{ missing | join }}")
            .getMessage()
            .contains("a list is expected, not undefined"));
    assertTrue(rendering.fails("{{ none | first }}").getMessage().contains("is null"));
    assertTrue(
        rendering.fails("{{ 'x' | dictsort }}").getMessage().contains("an object is expected"));
  }
}
