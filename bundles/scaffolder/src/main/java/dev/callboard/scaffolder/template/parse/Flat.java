package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Operation;
import java.util.ArrayList;
import java.util.List;

/** Operands with operators between them, as they stand in a row, before ranks are looked at. */
final class Flat {
  private final List<Expression> operands = new ArrayList<>();
  private final List<String> operators = new ArrayList<>();

  private Flat() {}

  static Flat of(Expression operand) {
    Flat flat = new Flat();
    flat.operands.add(operand);
    return flat;
  }

  /** Adds an operator and what stands behind it. */
  Flat then(String operator, Flat right) {
    operators.add(operator);
    operands.addAll(right.operands);
    operators.addAll(right.operators);
    return this;
  }

  /** A sign in front of the row belongs to its first operand only. */
  Flat signed(char sign) {
    operands.set(0, new Operation.Unary(sign, operands.get(0)));
    return this;
  }

  /** The expression that JavaScript sees in the row. */
  Expression resolve() {
    if (operators.isEmpty()) {
      return operands.get(0);
    }
    return new Ranks().read(0);
  }

  private static int rank(String operator) {
    return switch (operator) {
      case "||" -> 1;
      case "&&" -> 2;
      case "==", "!=", "===", "!==" -> 3;
      case "<", ">", "<=", ">=" -> 4;
      case "+", "-" -> 5;
      default -> 6;
    };
  }

  private final class Ranks {
    private static final int HIGHEST = 6;
    private int next;

    Expression read(int above) {
      if (above == HIGHEST) {
        return operands.get(next);
      }
      Expression first = read(above + 1);
      List<Operation.Step> steps = new ArrayList<>();
      while (next < operators.size() && rank(operators.get(next)) == above + 1) {
        String operator = operators.get(next++);
        steps.add(new Operation.Step(operator, read(above + 1)));
      }
      return steps.isEmpty() ? first : new Operation.Chain(first, List.copyOf(steps));
    }
  }
}
