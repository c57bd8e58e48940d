package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.tree.Body;
import dev.callboard.scaffolder.template.tree.Calls;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Expressions;
import dev.callboard.scaffolder.template.tree.Macro;
import dev.callboard.scaffolder.template.tree.Slot;
import dev.callboard.scaffolder.template.tree.Statement;
import dev.callboard.scaffolder.template.tree.Statements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads macros, call blocks and named blocks, from behind their names. */
final class MacroParser {
  private final TemplateParser template;
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final PrimaryParser primaries;
  private final Set<String> blocks = new HashSet<>();

  MacroParser(TemplateParser template, Tokens tokens, ExpressionParser expressions) {
    this.template = template;
    this.tokens = tokens;
    this.expressions = expressions;
    this.primaries = expressions.primaries();
  }

  Statement macro(Token start) {
    Token name = tokens.expect(Kind.NAME, "the name of the macro");
    PrimaryParser.checkName(name);
    Scope outer = primaries.scope();
    Macro macro = body(start, Scope.root(), "endmacro", true, () -> {});
    primaries.scope(outer);
    Slot slot = outer.bind(name.text());
    return new Statements.Define(name.text(), slot, outer.parent() == null, macro);
  }

  Statement call(Token start) {
    Scope outer = primaries.scope();
    Calls.Call[] called = new Calls.Call[1];
    Runnable target =
        () -> {
          Scope inner = primaries.scope();
          primaries.scope(outer);
          Token token = tokens.peek();
          if (!(primaries.parse() instanceof Calls.Call call)) {
            throw Tokens.error("a call of a macro is expected", token == null ? start : token);
          }
          called[0] = call;
          primaries.scope(inner);
        };
    boolean hasParameters = tokens.nextIs(Kind.PUNCTUATION, "(");
    Macro macro = body(start, outer.caller(), "endcall", hasParameters, target);
    primaries.scope(outer);
    return new Statements.Print(withCaller(called[0], macro), start.at());
  }

  private static Expression withCaller(Calls.Call call, Macro macro) {
    List<Expression> arguments = new ArrayList<>(call.arguments());
    Map<String, Expression> named = new LinkedHashMap<>();
    int last = arguments.size() - 1;
    if (last >= 0 && arguments.get(last) instanceof Expressions.Keywords keywords) {
      named.putAll(keywords.entries());
      arguments.remove(last);
    }
    named.put("caller", new Expressions.Caller(macro));
    arguments.add(new Expressions.Keywords(named));
    return new Calls.Call(call.function(), call.name(), List.copyOf(arguments), call.at());
  }

  private Macro body(
      Token start, Scope inner, String end, boolean hasParameters, Runnable beforeMark) {
    int depth = tokens.depth();
    int deepest = tokens.deepest();
    tokens.deepest(depth);
    primaries.scope(inner);
    // The parameters are names, so it does not matter yet what they are bound to.
    List<Expression> signature = hasParameters ? primaries.arguments() : List.of();
    List<String> parameters = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    Map<String, Expression> named = Map.of();
    for (Expression parameter : signature) {
      if (parameter instanceof Expressions.Keywords keywords) {
        named = keywords.entries();
        continue;
      }
      String name = name(parameter, start);
      parameters.add(name);
      slots.add(inner.bind(name));
    }
    beforeMark.run();
    template.endMark(start.text());
    Statement content = template.until(end);
    template.endOf(start);
    int height = tokens.deepest() - depth + 1;
    tokens.deepest(Math.max(deepest, tokens.deepest()));
    List<Macro.Default> defaults = new ArrayList<>();
    named.forEach((name, value) -> defaults.add(new Macro.Default(name, value)));
    Body body = new Body(content, inner.slots(), height);
    boolean isCaller = end.equals("endcall");
    return new Macro(
        List.copyOf(parameters), List.copyOf(slots), List.copyOf(defaults), body, isCaller);
  }

  private static String name(Expression parameter, Token start) {
    if (parameter instanceof Expressions.Name name) {
      return name.name();
    }
    if (parameter instanceof Expressions.Local local) {
      return local.name();
    }
    throw Tokens.error("a parameter is a name, or a name with '=' and a value", start);
  }

  Statement block(Token start) {
    Token name = tokens.expect(Kind.NAME, "the name of the block");
    if (!blocks.add(name.text())) {
      throw Tokens.error("there is already a block " + name.shown(), name);
    }
    Scope outer = primaries.scope();
    int depth = tokens.depth();
    int deepest = tokens.deepest();
    tokens.deepest(depth);
    primaries.scope(Scope.root());
    template.endMark(start.text());
    Statement content = template.until("endblock");
    tokens.skipName("endblock");
    tokens.skipName(name.text());
    template.endMark("endblock");
    int height = tokens.deepest() - depth + 1;
    tokens.deepest(Math.max(deepest, tokens.deepest()));
    int slots = primaries.scope().slots();
    primaries.scope(outer);
    return new Statements.Block(new Body(content, slots, height));
  }
}
