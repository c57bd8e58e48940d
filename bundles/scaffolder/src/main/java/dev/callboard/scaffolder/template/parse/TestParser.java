package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.tree.Calls;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Expressions;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.ArrayList;
import java.util.List;

/** Tells which test stands behind {@code is}: a name, a call of a name, or null. */
final class TestParser {
  private TestParser() {}

  static Expression test(Expression tested, Expression right, int at) {
    if (right instanceof Calls.Call call) {
      String name = name(call.function(), at);
      if (call.arguments().size() > 1) {
        throw new ScriptError("a test takes one argument", at);
      }
      List<Expression> arguments = new ArrayList<>(List.of(tested));
      arguments.addAll(call.arguments());
      return new Expressions.Test(name, List.copyOf(arguments), at);
    }
    return new Expressions.Test(name(right, at), List.of(tested), at);
  }

  private static String name(Expression expression, int at) {
    if (expression instanceof Expressions.Name name) {
      return name.name();
    }
    if (expression instanceof Expressions.Local local) {
      return local.name();
    }
    if (expression instanceof Expressions.Literal literal) {
      return String.valueOf(literal.value());
    }
    throw new ScriptError("the name of a test is expected", at);
  }
}
