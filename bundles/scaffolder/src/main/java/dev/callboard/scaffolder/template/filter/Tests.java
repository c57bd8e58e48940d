package dev.callboard.scaffolder.template.filter;

import static java.util.Map.entry;

import dev.callboard.scaffolder.template.regex.Regex;
import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.Operators;
import dev.callboard.scaffolder.template.value.SafeText;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tests behind {@code is}. */
final class Tests {
  private static final Map<String, Filter> TESTS =
      Map.ofEntries(
          entry("callable", given -> Values.isFunction(given.get(0))),
          entry("defined", given -> given.get(0) != Undefined.UNDEFINED),
          entry("divisibleby", given -> number(given, 0) % number(given, 1) == 0),
          entry("escaped", given -> given.get(0) instanceof SafeText),
          entry("equalto", Tests::same),
          entry("eq", Tests::same),
          entry("sameas", Tests::same),
          entry("even", given -> number(given, 0) % 2 == 0),
          entry("falsy", given -> !given.isTrue(0)),
          entry("ge", given -> order(given, 0, 1)),
          entry("greaterthan", given -> order(given, 1)),
          entry("gt", given -> order(given, 1)),
          entry("iterable", Tests::iterable),
          entry("le", given -> order(given, 0, -1)),
          entry("lessthan", given -> order(given, -1)),
          entry("lower", given -> isCase(given, given.text().toLowerCase(Locale.ROOT))),
          entry("lt", given -> order(given, -1)),
          entry("mapping", Tests::mapping),
          entry("ne", given -> !same(given)),
          entry("null", given -> given.get(0) == null),
          entry("number", given -> given.get(0) instanceof Number),
          entry("odd", given -> number(given, 0) % 2 == 1),
          entry("string", given -> given.get(0) instanceof String),
          entry("truthy", given -> given.isTrue(0)),
          entry("undefined", given -> given.get(0) == Undefined.UNDEFINED),
          entry("upper", given -> isCase(given, given.text().toUpperCase(Locale.ROOT))));

  private Tests() {}

  static Callable find(String name) {
    Filter test = TESTS.get(name);
    return test == null ? null : test.asCallable();
  }

  private static double number(Given given, int index) {
    return Values.number(given.get(index), given.meter());
  }

  private static boolean same(Given given) {
    return Operators.same(given.get(0), given.get(1));
  }

  private static boolean order(Given given, int... wanted) {
    Meter meter = given.meter();
    Integer order = Operators.compare(given.get(0), given.get(1), meter);
    if (order == null) {
      return false;
    }
    for (int sign : wanted) {
      if (Integer.signum(order) == sign) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCase(Given given, String changed) {
    given.checked(changed);
    return changed.equals(given.get(0));
  }

  private static boolean iterable(Given given) {
    Object value = given.get(0);
    if (Undefined.orNull(value)) {
      throw new ScriptError("a value is expected, not " + Given.described(value));
    }
    return value instanceof List || value instanceof String || value instanceof SafeText;
  }

  private static boolean mapping(Given given) {
    Object value = given.get(0);
    return value instanceof Map || value instanceof SafeText || value instanceof Regex;
  }
}
