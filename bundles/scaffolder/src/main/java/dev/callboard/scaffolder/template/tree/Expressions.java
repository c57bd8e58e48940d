package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.regex.Regex;
import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.KeywordArguments;
import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.Operators;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The expressions of templates, without operators and calls. */
public final class Expressions {
  private Expressions() {}

  /** A text, number, truth value or null. */
  public record Literal(Object value) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      return value;
    }
  }

  /** A regular expression, a new one each time. */
  public record Pattern(Regex regex) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      return regex.fresh();
    }
  }

  /** A variable by name. */
  public record Name(String name) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      x.meter().charge();
      return x.lookup(name);
    }
  }

  /** A variable whose place is known. */
  public record Local(String name, Slot slot) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      x.meter().charge();
      return x.locals().get(slot);
    }
  }

  /** A member of a value; one of null or undefined is undefined. */
  public record Member(Expression target, Expression key) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      Object value = target.evaluate(x);
      Object name = key.evaluate(x);
      x.meter().charge();
      return Undefined.orNull(value) ? Undefined.UNDEFINED : Members.get(value, name, x.meter());
    }
  }

  /** A list. */
  public record Array(List<Expression> elements) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      x.meter().charge();
      List<Object> list = new ArrayList<>(elements.size());
      for (Expression element : elements) {
        list.add(element.evaluate(x));
      }
      return list;
    }
  }

  /** An object. */
  public record Dictionary(Map<String, Expression> entries) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      x.meter().charge();
      Map<String, Object> map = new LinkedHashMap<>();
      entries.forEach((name, value) -> map.put(name, value.evaluate(x)));
      return map;
    }
  }

  /** The named arguments of a call. */
  public record Keywords(Map<String, Expression> entries) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      KeywordArguments named = new KeywordArguments();
      entries.forEach((name, value) -> named.put(name, value.evaluate(x)));
      return named;
    }
  }

  /** Several in parentheses: all are computed, the last is the value. */
  public record Last(List<Expression> parts) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      Object value = Undefined.UNDEFINED;
      for (Expression part : parts) {
        value = part.evaluate(x);
      }
      return value;
    }
  }

  /** One of two values; without the second an empty text. */
  public record Choice(Expression condition, Expression yes, Expression no) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      if (Values.truthy(condition.evaluate(x))) {
        return yes.evaluate(x);
      }
      return no == null ? "" : no.evaluate(x);
    }
  }

  /** Whether a list, text or object has something. */
  public record In(Expression key, Expression value) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      Object sought = key.evaluate(x);
      return Operators.in(sought, value.evaluate(x), x.meter());
    }
  }

  /** What a statement writes, as a value. */
  public record Captured(Statement body) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      return x.capture(body);
    }
  }

  /** The body of a call block, as a value that can be called. */
  public record Caller(Macro macro) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      return macro.bind(x);
    }
  }

  /** A test, with {@code is}. */
  public record Test(String name, List<Expression> arguments, int at) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      Callable test = x.environment().test(name);
      if (test == null) {
        throw new ScriptError("there is no test " + name, at);
      }
      try {
        Object result = test.call(Calls.evaluate(arguments, x), x.meter());
        return Boolean.TRUE.equals(result);
      } catch (ScriptError e) {
        throw e.at(at);
      }
    }
  }
}
