package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.KeywordArguments;
import dev.callboard.scaffolder.template.value.Undefined;
import java.util.Arrays;
import java.util.List;

/** Brings the arguments of a call into the order of a macro's parameters. */
public final class Arguments {
  private Arguments() {}

  /**
   * The positional arguments, then the named ones: what is too many goes to the parameters with a
   * default in their order, what is missing is looked for among the named ones.
   */
  public static Object[] spread(Object[] given, List<String> parameters, List<String> defaults) {
    KeywordArguments named = named(given);
    int count = named == null ? given.length : given.length - 1;
    named = named == null ? new KeywordArguments() : new KeywordArguments(named);
    int wanted = parameters.size();
    Object[] spread = Arrays.copyOf(given, wanted + 1);
    for (int i = wanted; i < count && i - wanted < defaults.size(); i++) {
      named.put(defaults.get(i - wanted), given[i]);
    }
    for (int i = count; i < wanted; i++) {
      String name = parameters.get(i);
      spread[i] = named.containsKey(name) ? named.remove(name) : Undefined.UNDEFINED;
    }
    spread[wanted] = named;
    return spread;
  }

  private static KeywordArguments named(Object[] given) {
    Object last = given.length == 0 ? null : given[given.length - 1];
    return last instanceof KeywordArguments keywords ? keywords : null;
  }
}
