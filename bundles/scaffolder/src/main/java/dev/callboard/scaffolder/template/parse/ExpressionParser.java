package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Expressions;
import dev.callboard.scaffolder.template.tree.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads operators. What stands between them is read by {@link PrimaryParser}. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS =
      Set.of("==", "===", "!=", "!==", "<", ">", "<=", ">=");

  private final Tokens tokens;
  private final PrimaryParser primaries;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this);
  }

  PrimaryParser primaries() {
    return primaries;
  }

  Expression parse() {
    tokens.enter();
    Flat value = or();
    Expression expression = value.resolve();
    if (tokens.skipName("if")) {
      Expression condition = or().resolve();
      Expression otherwise = tokens.skipName("else") ? or().resolve() : null;
      expression = new Expressions.Choice(condition, expression, otherwise);
    }
    tokens.leave(1);
    return expression;
  }

  private Flat or() {
    Flat left = and();
    while (tokens.skipName("or")) {
      left.then("||", and());
    }
    return left;
  }

  private Flat and() {
    Flat left = not();
    while (tokens.skipName("and")) {
      left.then("&&", not());
    }
    return left;
  }

  private Flat not() {
    int signs = 0;
    while (tokens.skipName("not")) {
      tokens.enter();
      signs++;
    }
    Flat value = in();
    for (int i = 0; i < signs; i++) {
      value.signed('!');
    }
    tokens.leave(signs);
    return value;
  }

  private Flat in() {
    Flat left = is();
    int levels = 0;
    while (true) {
      Token token = tokens.peek();
      boolean inverts = token != null && token.is(Kind.NAME, "not");
      if (inverts) {
        tokens.next();
      }
      if (!tokens.skipName("in")) {
        if (inverts) {
          throw Tokens.error("'in' is expected behind 'not'", token);
        }
        tokens.leave(levels);
        return left;
      }
      tokens.enter();
      levels++;
      left = Flat.of(new Expressions.In(left.resolve(), is().resolve()));
      if (inverts) {
        left.signed('!');
      }
    }
  }

  private Flat is() {
    Flat left = compare();
    if (!tokens.skipName("is")) {
      return left;
    }
    boolean inverts = tokens.skipName("not");
    Token token = tokens.peek();
    int at = token == null ? tokens.end() : token.at();
    Expression test = TestParser.test(left.resolve(), compare().resolve(), at);
    Flat result = Flat.of(test).then("===", Flat.of(new Expressions.Literal(true)));
    return inverts ? result.signed('!') : result;
  }

  private Flat compare() {
    Flat left = concat();
    while (true) {
      Token token = tokens.peek();
      boolean compares = token != null && token.kind() == Kind.OPERATOR;
      if (!compares || !COMPARISONS.contains(token.text())) {
        return left;
      }
      tokens.next();
      left.then(token.text(), concat());
    }
  }

  private Flat concat() {
    Flat left = add();
    while (tokens.skip(Kind.PUNCTUATION, "~")) {
      left.then("+", Flat.of(new Expressions.Literal(""))).then("+", add());
    }
    return left;
  }

  private Flat add() {
    Flat left = subtract();
    while (tokens.skip(Kind.OPERATOR, "+")) {
      left.then("+", subtract());
    }
    return left;
  }

  private Flat subtract() {
    Flat left = multiply();
    while (tokens.skip(Kind.OPERATOR, "-")) {
      left.then("-", multiply());
    }
    return left;
  }

  private Flat multiply() {
    Flat left = divide();
    while (tokens.skip(Kind.OPERATOR, "*")) {
      left.then("*", divide());
    }
    return left;
  }

  private Flat divide() {
    Flat left = floorDivide();
    while (tokens.skip(Kind.OPERATOR, "/")) {
      left.then("/", floorDivide());
    }
    return left;
  }

  private Flat floorDivide() {
    Flat left = modulo();
    int levels = 0;
    while (tokens.skip(Kind.OPERATOR, "//")) {
      tokens.enter();
      levels++;
      left = Flat.of(new Operation.Floor(left.then("/", modulo()).resolve()));
    }
    tokens.leave(levels);
    return left;
  }

  private Flat modulo() {
    Flat left = power();
    while (tokens.skip(Kind.OPERATOR, "%")) {
      left.then("%", power());
    }
    return left;
  }

  private Flat power() {
    Flat left = Flat.of(unary(true));
    int levels = 0;
    while (tokens.skip(Kind.OPERATOR, "**")) {
      tokens.enter();
      levels++;
      left = Flat.of(new Operation.Power(left.resolve(), unary(true)));
    }
    tokens.leave(levels);
    return left;
  }

  private Expression unary(boolean withFilters) {
    Token token = tokens.peek();
    Expression value;
    if (tokens.skip(Kind.OPERATOR, "-") || tokens.skip(Kind.OPERATOR, "+")) {
      tokens.enter();
      Token next = tokens.peek();
      if (next != null && next.is(Kind.OPERATOR, token.text())) {
        throw Tokens.error("two signs need parentheses between them", next);
      }
      value = new Operation.Unary(token.text().charAt(0), unary(false));
      tokens.leave(1);
    } else {
      value = primaries.parse();
    }
    return withFilters ? primaries.filters(value) : value;
  }

  /** Arguments in parentheses of which the first is already read. */
  List<Expression> with(Expression first, List<Expression> others) {
    List<Expression> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return List.copyOf(all);
  }
}
