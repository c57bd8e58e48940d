package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.TemplateFunction;
import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Functions;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.List;

/** Calls of functions and filters. */
public final class Calls {
  private Calls() {}

  static Object[] evaluate(List<Expression> expressions, Execution x) {
    Object[] values = new Object[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = expressions.get(i).evaluate(x);
    }
    return values;
  }

  /** A call of a value; the name is for the error when it cannot be called. */
  public record Call(Expression function, String name, List<Expression> arguments, int at)
      implements Expression {
    @Override
    public Object evaluate(Execution x) {
      try {
        Object callee = function.evaluate(x);
        Object[] values = Calls.evaluate(arguments, x);
        x.meter().charge();
        if (callee instanceof Callable callable) {
          return callable.call(values, x.meter());
        }
        if (callee instanceof TemplateFunction given) {
          return Functions.call(given, values);
        }
        throw new ScriptError("there is no function " + name);
      } catch (ScriptError e) {
        throw e.at(at);
      }
    }
  }

  /** A filter; the filtered value is the first argument. */
  public record Filter(String name, List<Expression> arguments, int at) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      try {
        Callable filter = x.environment().filter(name);
        if (filter == null) {
          throw new ScriptError("there is no filter " + name);
        }
        x.meter().charge();
        return filter.call(Calls.evaluate(arguments, x), x.meter());
      } catch (ScriptError e) {
        throw e.at(at);
      }
    }
  }
}
