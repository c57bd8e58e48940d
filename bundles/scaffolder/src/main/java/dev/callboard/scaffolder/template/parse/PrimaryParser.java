package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.regex.Regex;
import dev.callboard.scaffolder.template.tree.Calls;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Expressions;
import dev.callboard.scaffolder.template.tree.Slot;
import dev.callboard.scaffolder.template.value.ListMethods;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads values, names, what is in brackets, members, calls and filters. */
final class PrimaryParser {
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private Scope scope = Scope.root();
  private final Set<String> called = new HashSet<>();
  private boolean changesLists;

  PrimaryParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** Whether a call was read that may change a list. */
  boolean changesLists() {
    return changesLists;
  }

  /** The names of the functions of which calls were read. */
  Set<String> called() {
    return Set.copyOf(called);
  }

  Scope scope() {
    return scope;
  }

  void scope(Scope current) {
    scope = current;
  }

  Expression parse() {
    return postfix(plain());
  }

  private Expression plain() {
    Token token = tokens.need("an expression");
    return switch (token.kind()) {
      case TEXT -> new Expressions.Literal(token.text());
      case INTEGER, DECIMAL -> new Expressions.Literal(Double.parseDouble(token.text()));
      case TRUTH -> new Expressions.Literal(token.text().equals("true"));
      case NONE -> new Expressions.Literal(null);
      case REGEX -> regex(token);
      case NAME -> name(token);
      default -> aggregate(token);
    };
  }

  private static Expression regex(Token token) {
    try {
      return new Expressions.Pattern(new Regex(token.text(), token.flags()));
    } catch (ScriptError e) {
      throw e.at(token.at());
    }
  }

  private Expression name(Token token) {
    checkName(token);
    Slot slot = scope.find(token.text());
    boolean isKnown = slot != null;
    return isKnown ? new Expressions.Local(token.text(), slot) : new Expressions.Name(token.text());
  }

  static void checkName(Token token) {
    if (token.text().indexOf('"') >= 0) {
      throw Tokens.error(token.shown() + " is no name", token);
    }
  }

  private Expression aggregate(Token token) {
    tokens.enter();
    Expression value =
        switch (token.text()) {
          case "(" -> group(token);
          case "[" -> new Expressions.Array(elements());
          case "{" -> new Expressions.Dictionary(entries());
          default -> throw Tokens.error("an expression is expected, not " + token.shown(), token);
        };
    tokens.leave(1);
    return value;
  }

  private Expression group(Token token) {
    List<Expression> parts = elements();
    if (parts.isEmpty()) {
      throw Tokens.error("nothing is in the parentheses", token);
    }
    return new Expressions.Last(parts);
  }

  /** As in the reference any bracket closes any other. */
  private boolean closes() {
    Token token = tokens.peek();
    if (token == null) {
      throw new ScriptError("a bracket is not closed", tokens.end());
    }
    if (token.kind() != Kind.PUNCTUATION || !CLOSING.contains(token.text())) {
      return false;
    }
    tokens.next();
    return true;
  }

  private void comma(boolean isFirst) {
    if (!isFirst && !tokens.skip(Kind.PUNCTUATION, ",")) {
      throw Tokens.error("a comma or a closing bracket is expected", tokens.peek());
    }
  }

  private List<Expression> elements() {
    List<Expression> elements = new ArrayList<>();
    while (!closes()) {
      comma(elements.isEmpty());
      elements.add(expressions.parse());
    }
    return List.copyOf(elements);
  }

  private Map<String, Expression> entries() {
    Map<String, Expression> entries = new LinkedHashMap<>();
    boolean isFirst = true;
    while (!closes()) {
      comma(isFirst);
      isFirst = false;
      Token key = tokens.need("a key");
      if (key.kind() != Kind.TEXT && key.kind() != Kind.NAME) {
        throw Tokens.error("a key is a text or a name, not " + key.shown(), key);
      }
      if (!tokens.skip(Kind.PUNCTUATION, ":")) {
        throw Tokens.error("a colon is expected behind the key", key);
      }
      entries.put(key.text(), expressions.parse());
    }
    return entries;
  }

  /** Members and calls behind a value. */
  Expression postfix(Expression start) {
    Expression value = start;
    int levels = 0;
    Token token;
    while ((token = tokens.peek()) != null) {
      Expression before = value;
      if (token.is(Kind.PUNCTUATION, "(")) {
        tokens.enter();
        note(before);
        value = new Calls.Call(before, described(before), arguments(), token.at());
      } else if (token.is(Kind.PUNCTUATION, "[")) {
        tokens.enter();
        tokens.next();
        value = new Expressions.Member(before, index(token));
      } else if (token.is(Kind.OPERATOR, ".")) {
        tokens.enter();
        tokens.next();
        Token name = tokens.expect(Kind.NAME, "a name");
        value = new Expressions.Member(before, new Expressions.Literal(name.text()));
      } else {
        break;
      }
      levels++;
    }
    tokens.leave(levels);
    return value;
  }

  private void note(Expression function) {
    if (function instanceof Expressions.Name name) {
      called.add(name.name());
    } else if (function instanceof Expressions.Member member) {
      boolean isKnown = member.key() instanceof Expressions.Literal;
      changesLists |=
          !isKnown
              || ListMethods.isChanging(
                  String.valueOf(((Expressions.Literal) member.key()).value()));
    } else {
      // A method may have been put into a variable, or come from anywhere.
      changesLists = true;
    }
  }

  private Expression index(Token bracket) {
    List<Expression> index = elements();
    if (index.size() != 1) {
      throw Tokens.error("one index is expected", bracket);
    }
    return index.get(0);
  }

  private static String described(Expression expression) {
    if (expression instanceof Expressions.Name name) {
      return name.name();
    }
    if (expression instanceof Expressions.Local local) {
      return local.name();
    }
    if (expression instanceof Expressions.Member member
        && member.key() instanceof Expressions.Literal key) {
      return described(member.target()) + "." + key.value();
    }
    return "(expression)";
  }

  /** Arguments in parentheses; named ones become one argument at the end. */
  List<Expression> arguments() {
    Token open = tokens.peek();
    if (open == null || !open.is(Kind.PUNCTUATION, "(")) {
      int at = open == null ? tokens.end() : open.at();
      throw new ScriptError("arguments in parentheses are expected", at);
    }
    tokens.next();
    List<Expression> arguments = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    boolean isFirst = true;
    while (!tokens.skip(Kind.PUNCTUATION, ")")) {
      if (tokens.peek() == null) {
        throw Tokens.error("the parenthesis is not closed", open);
      }
      comma(isFirst);
      isFirst = false;
      Token start = tokens.peek();
      Expression argument = expressions.parse();
      if (tokens.skip(Kind.OPERATOR, "=")) {
        named.put(argumentName(argument, start), expressions.parse());
      } else {
        arguments.add(argument);
      }
    }
    if (!named.isEmpty()) {
      arguments.add(new Expressions.Keywords(named));
    }
    return List.copyOf(arguments);
  }

  private static String argumentName(Expression argument, Token start) {
    if (argument instanceof Expressions.Name name) {
      return name.name();
    }
    if (argument instanceof Expressions.Local local) {
      return local.name();
    }
    if (argument instanceof Expressions.Literal literal && literal.value() instanceof String name) {
      return name;
    }
    throw Tokens.error("the name of an argument is expected in front of '='", start);
  }

  /** Filters behind a value. */
  Expression filters(Expression start) {
    Expression value = start;
    int levels = 0;
    while (tokens.skip(Kind.PUNCTUATION, "|")) {
      tokens.enter();
      levels++;
      value = filter(value);
    }
    tokens.leave(levels);
    return value;
  }

  /** One filter of a value, from its name on. */
  Expression filter(Expression value) {
    Token token = tokens.expect(Kind.NAME, "the name of a filter");
    StringBuilder name = new StringBuilder(token.text());
    while (tokens.skip(Kind.OPERATOR, ".")) {
      name.append('.').append(tokens.expect(Kind.NAME, "a name").text());
    }
    List<Expression> arguments = List.of();
    if (tokens.nextIs(Kind.PUNCTUATION, "(")) {
      Expression call = postfix(new Expressions.Name(name.toString()));
      if (!(call instanceof Calls.Call whole)) {
        throw Tokens.error("put the filtered value in parentheses to reach its members", token);
      }
      arguments = whole.arguments();
    }
    return new Calls.Filter(name.toString(), expressions.with(value, arguments), token.at());
  }
}
