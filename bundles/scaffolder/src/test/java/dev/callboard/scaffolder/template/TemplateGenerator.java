package dev.callboard.scaffolder.template;

import java.util.List;
import java.util.Random;

/** Makes templates from the grammar; the same seed makes the same template. */
final class TemplateGenerator {
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "n",
          "t",
          "f",
          "s",
          "e",
          "missing",
          "list",
          "names",
          "mixed",
          "obj",
          "people",
          "pairs",
          "html",
          "long",
          "num",
          "neg",
          "nested",
          "sep",
          "unicode",
          "x",
          "i",
          "obj.x",
          "obj.y",
          "obj.z[1]",
          "people[0].name",
          "nested.d.k",
          "list.length",
          "s.length",
          "names[1]",
          "obj['y']",
          "missing.member",
          "loop.index",
          "loop.last");
  private static final List<String> OPERATORS =
      List.of(
          "+", "+", "-", "*", "/", "//", "%", "**", "~", "~", "==", "!=", "===", "!==", "<", ">",
          "<=", ">=", "and", "or", "and", "or", "in", "not in");
  private static final List<String> FILTERS =
      List.of(
          "abs",
          "batch(2)",
          "batch(2, '-')",
          "capitalize",
          "center(12)",
          "default('d')",
          "default('d', true)",
          "d(1)",
          "dictsort",
          "dictsort(true, 'value')",
          "dump",
          "dump(2)",
          "first",
          "float",
          "float(1.5)",
          "groupby('ok')",
          "indent",
          "indent(2, true)",
          "int",
          "int(7)",
          "int(base=16)",
          "join",
          "join(', ')",
          "join('-', 'name')",
          "last",
          "length",
          "list",
          "lower",
          "nl2br",
          "reject('odd')",
          "rejectattr('ok')",
          "replace('o', '0')",
          "replace('a', 'bb', 1)",
          "replace('', '.')",
          "replace(r/[aeiou]/g, '<$&>')",
          "replace(r/(\\w)(\\w)/, '$2$1')",
          "reverse",
          "round",
          "round(1)",
          "round(0, 'floor')",
          "select('number')",
          "select",
          "selectattr('ok')",
          "slice(2)",
          "slice(3, '-')",
          "sort",
          "sort(true)",
          "sort(attribute='age')",
          "sort(false, true)",
          "string",
          "striptags",
          "striptags(true)",
          "sum",
          "sum('age')",
          "sum('age', 10)",
          "title",
          "trim",
          "truncate(10)",
          "truncate(7, true, '!')",
          "upper",
          "urlencode",
          "urlize",
          "wordcount",
          "nosuchfilter");

  /**
   * What these give is text to us, and an object to the reference; the same where it is printed.
   */
  private static final List<String> SAFE =
      List.of(
          " | escape",
          " | e | e",
          " | safe",
          " | safe | escape",
          " | forceescape | escape",
          " | escape | upper",
          " | escape | length",
          " | safe | replace('o', '<') | escape",
          " | escape | trim | escape",
          " | e ~ '<'",
          " | safe == 'two'",
          " | safe is escaped");

  private static final List<String> TESTS =
      List.of(
          "defined",
          "undefined",
          "even",
          "odd",
          "number",
          "string",
          "null",
          "none",
          "truthy",
          "falsy",
          "mapping",
          "iterable",
          "lower",
          "upper",
          "callable",
          "escaped",
          "divisibleby(2)",
          "equalto(1)",
          "eq('two')",
          "ge(2)",
          "gt(2)",
          "le(2)",
          "lt(2)",
          "ne(1)",
          "sameas(true)",
          "nosuchtest");
  private static final List<String> METHODS =
      List.of(
          "split('-')",
          "split('')",
          "split(r/[ -]/)",
          "split(r/(o)/)",
          "toLowerCase()",
          "toUpperCase()",
          "trim()",
          "replace('o', '0')",
          "replace(r/o/g, '$&$&')",
          "replace(r/(?<first>[a-z])/i, '[$<first>]')",
          "replaceAll('l', 'L')",
          "includes('o')",
          "includes(1)",
          "indexOf('o')",
          "lastIndexOf('o')",
          "slice(1)",
          "slice(-2)",
          "slice(1, -1)",
          "substring(1, 3)",
          "substr(-3, 2)",
          "startsWith('H')",
          "endsWith('d')",
          "charAt(1)",
          "charCodeAt(0)",
          "at(-1)",
          "padStart(8, '*')",
          "padEnd(8)",
          "repeat(2)",
          "concat('!')",
          "match(r/o/g)",
          "match(r/(l+)o/)",
          "search(r/o/)",
          "join('+')",
          "toString()",
          "toFixed(2)",
          "concat([9])",
          "flat()",
          "reverse()",
          "sort()",
          "push(5)",
          "pop()",
          "shift()",
          "unshift(0)",
          "splice(1, 1)",
          "hasOwnProperty('x')",
          "length",
          "localeCompareX()",
          "trimStart()",
          "trimEnd()");

  private final Random random;

  TemplateGenerator(long seed) {
    this.random = new Random(seed);
  }

  private <T> T one(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A template; now and then with a character too many or too few. */
  String template() {
    String template = block(3);
    if (chance(12)) {
      int at = random.nextInt(template.length() + 1);
      if (chance(50) && at < template.length()) {
        return template.substring(0, at) + template.substring(at + 1);
      }
      String extra = one(List.of("(", ")", "[", "]", "|", "{", "}", "%", "-", "+", "'", ".", ","));
      return template.substring(0, at) + extra + template.substring(at);
    }
    return template;
  }

  private String block(int depth) {
    StringBuilder block = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      block.append(depth == 0 || chance(50) ? plain() : statement(depth));
    }
    return block.toString();
  }

  private String plain() {
    return switch (random.nextInt(4)) {
      case 0 -> one(List.of("text ", "\n", "  line\n  ", "{ % $ #", "a\r\nb", " "));
      case 1 -> "{#" + (chance(30) ? "-" : "") + " note " + (chance(30) ? "-" : "") + "#}";
      default -> print(chance(10) ? "(" + expression(3) + ")" + one(SAFE) : expression(3));
    };
  }

  private String print(String expression) {
    return "${{"
        + (chance(10) ? "-" : "")
        + " "
        + expression
        + " "
        + (chance(10) ? "-" : "")
        + "}}";
  }

  private String tag(String code) {
    return "{%" + (chance(15) ? "-" : "") + " " + code + " " + (chance(15) ? "-" : "") + "%}";
  }

  private String statement(int depth) {
    String inner = block(depth - 1);
    return switch (random.nextInt(12)) {
      case 0, 1 -> condition(depth, inner);
      case 2 -> tag("for i in " + expression(2)) + inner + print("i") + tag("endfor");
      case 3 ->
          tag("for k, v in " + one(List.of("obj", "pairs", expression(1))))
              + inner
              + print("k ~ '=' ~ v ~ loop.index")
              + tag("endfor");
      case 4 ->
          tag("for p in people")
              + inner
              + print("p.name ~ loop.revindex0")
              + tag("else")
              + block(depth - 1)
              + tag("endfor");
      case 5 -> tag("set x = " + expression(3)) + inner + print("x");
      case 6 -> tag("set y") + inner + tag("endset") + print("y") + print("y | length");
      case 7 ->
          tag("macro m(p, q=" + expression(1) + ")")
              + inner
              + print("p ~ q")
              + tag("endmacro")
              + print("m(" + expression(1) + ")")
              + print("m(1, q=2)");
      case 8 ->
          tag("macro c(p)")
              + print("caller(p)")
              + tag("endmacro")
              + tag("call(z) c(" + expression(1) + ")")
              + inner
              + print("z")
              + tag("endcall");
      case 9 -> tag("filter " + one(FILTERS)) + inner + tag("endfilter");
      case 10 ->
          tag("raw") + inner.replace("{% raw", "{").replace("{% endraw", "{") + "{% endraw %}";
      default ->
          tag("switch " + expression(1))
              + tag("case " + expression(1))
              + inner
              + (chance(30) ? tag("case 1") : "")
              + tag("case 'two'")
              + "two"
              + tag("default")
              + block(depth - 1)
              + tag("endswitch");
    };
  }

  private String condition(int depth, String inner) {
    String middle = chance(40) ? tag("elif " + expression(2)) + block(depth - 1) : "";
    String end = chance(50) ? tag("else") + block(depth - 1) : "";
    return tag("if " + expression(3)) + inner + middle + end + tag("endif");
  }

  String expression(int depth) {
    if (depth == 0) {
      return atom();
    }
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> atom();
      case 3, 4 -> expression(depth - 1) + " " + one(OPERATORS) + " " + expression(depth - 1);
      case 5 -> "(" + expression(depth - 1) + ")";
      case 6, 7 -> one(NAMES) + " | " + one(FILTERS);
      case 8 -> "(" + expression(depth - 1) + ") | " + one(FILTERS) + " | " + one(FILTERS);
      case 9 -> one(NAMES) + "." + one(METHODS);
      case 10 -> expression(depth - 1) + " is " + (chance(30) ? "not " : "") + one(TESTS);
      case 11 -> "not " + expression(depth - 1);
      case 12 ->
          expression(depth - 1)
              + " if "
              + expression(depth - 1)
              + (chance(70) ? " else " + expression(depth - 1) : "");
      default -> one(List.of("-", "+")) + "(" + expression(depth - 1) + ")";
    };
  }

  private String atom() {
    return switch (random.nextInt(6)) {
      case 0 -> one(List.of("0", "1", "2", "7", "1.5", "0.1", "100", "1000000000000", "007"));
      case 1 -> one(List.of("'a'", "\"it's\"", "'o'", "''", "'x\\ny'", "'two'", "'3'", "'<i>'"));
      case 2 ->
          one(
              List.of(
                  "true",
                  "false",
                  "none",
                  "null",
                  "[]",
                  "{}",
                  "[1, 'a', none]",
                  "{'k': 1, y: [2]}",
                  "[[1, 2], [3, 4]]",
                  "range(4)",
                  "range(1, 8, 3)",
                  "range(3, 0, -1)",
                  "cycler(1, 2).next()",
                  "joiner('|')()",
                  "r/a/.test('abc')"));
      default -> one(NAMES);
    };
  }
}
