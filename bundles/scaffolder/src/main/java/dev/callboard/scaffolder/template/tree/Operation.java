package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.Operators;
import dev.callboard.scaffolder.template.value.Values;
import java.util.List;

/** Operators with one or two operands. */
public final class Operation {
  private Operation() {}

  /** {@code !}, {@code -} or {@code +} in front of a value. */
  public record Unary(char operator, Expression operand) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      Object value = operand.evaluate(x);
      x.meter().charge();
      return switch (operator) {
        case '!' -> !Values.truthy(value);
        case '-' -> -Values.number(value, x.meter());
        default -> Values.number(value, x.meter());
      };
    }
  }

  /** An operator and the operand behind it. */
  public record Step(String operator, Expression operand) {}

  /** Operators of one rank, from left to right; a loop, so that a long text nests no calls. */
  public record Chain(Expression first, List<Step> steps) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      Object value = first.evaluate(x);
      for (Step step : steps) {
        if (step.operator().equals("&&") || step.operator().equals("||")) {
          boolean decides = Values.truthy(value) == step.operator().equals("||");
          value = decides ? value : step.operand().evaluate(x);
          continue;
        }
        x.meter().charge();
        value = apply(step.operator(), value, step.operand().evaluate(x), x.meter());
      }
      return value;
    }
  }

  /** {@code Math.floor} of a quotient. */
  public record Floor(Expression value) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      return Math.floor(Values.number(value.evaluate(x), x.meter()));
    }
  }

  /** A power. */
  public record Power(Expression base, Expression exponent) implements Expression {
    @Override
    public Object evaluate(Execution x) {
      double left = Values.number(base.evaluate(x), x.meter());
      return Operators.power(left, Values.number(exponent.evaluate(x), x.meter()));
    }
  }

  private static Object apply(String operator, Object left, Object right, Meter meter) {
    return switch (operator) {
      case "+" -> Operators.add(left, right, meter);
      case "==" -> Operators.equal(left, right, meter);
      case "!=" -> !Operators.equal(left, right, meter);
      case "===" -> Operators.same(left, right);
      case "!==" -> !Operators.same(left, right);
      case "<" -> Operators.less(left, right, meter);
      case ">" -> Operators.less(right, left, meter);
      case "<=", ">=" -> {
        Integer order = Operators.compare(left, right, meter);
        yield order != null && (operator.equals("<=") ? order <= 0 : order >= 0);
      }
      default -> arithmetic(operator, left, right, meter);
    };
  }

  private static Object arithmetic(String operator, Object left, Object right, Meter meter) {
    double one = Values.number(left, meter);
    double two = Values.number(right, meter);
    return switch (operator) {
      case "-" -> one - two;
      case "*" -> one * two;
      case "/" -> one / two;
      default -> one % two;
    };
  }
}
