package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.tree.Calls;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Expressions;
import dev.callboard.scaffolder.template.value.Numbers;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which test stands behind {@code is}: a name, a call of a name, or null. The reference takes
 * anything else, such as {@code x is y.z}, for the test {@code undefined}, and so do we.
 */
final class TestParser {
  private TestParser() {}

  static Expression test(Expression tested, Expression right, int at) {
    if (right instanceof Calls.Call call) {
      return test(tested, name(call.function()), call.arguments(), at);
    }
    if (right instanceof Calls.Filter filter) {
      return test(tested, filter.name(), filter.arguments(), at);
    }
    return test(tested, name(right), List.of(), at);
  }

  private static Expression test(Expression tested, String name, List<Expression> others, int at) {
    if (others.size() > 1) {
      throw new ScriptError("a test takes one argument", at);
    }
    List<Expression> arguments = new ArrayList<>(List.of(tested));
    arguments.addAll(others);
    return new Expressions.Test(name, List.copyOf(arguments), at);
  }

  private static String name(Expression expression) {
    if (expression instanceof Expressions.Name name) {
      return name.name();
    }
    if (expression instanceof Expressions.Local local) {
      return local.name();
    }
    boolean isLiteral = expression instanceof Expressions.Literal;
    Object value = isLiteral ? ((Expressions.Literal) expression).value() : "undefined";
    return value instanceof Double number ? Numbers.text(number) : String.valueOf(value);
  }
}
