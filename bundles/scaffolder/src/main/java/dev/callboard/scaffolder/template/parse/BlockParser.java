package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Expressions;
import dev.callboard.scaffolder.template.tree.Loop;
import dev.callboard.scaffolder.template.tree.Slot;
import dev.callboard.scaffolder.template.tree.Statement;
import dev.callboard.scaffolder.template.tree.Statements;
import java.util.ArrayList;
import java.util.List;

/** Reads the blocks of a template, from behind their names. */
final class BlockParser {
  private final TemplateParser template;
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final PrimaryParser primaries;
  private final MacroParser macros;

  BlockParser(TemplateParser template, Tokens tokens, ExpressionParser expressions) {
    this.template = template;
    this.tokens = tokens;
    this.expressions = expressions;
    this.primaries = expressions.primaries();
    this.macros = new MacroParser(template, tokens, expressions);
  }

  Statement parse(Token name) {
    return switch (name.text()) {
      case "raw", "verbatim" -> raw(name);
      case "if", "ifAsync" -> condition(name);
      case "for" -> loop(name, "endfor");
      case "asyncEach" -> loop(name, "endeach");
      case "asyncAll" -> loop(name, "endall");
      case "set" -> set(name);
      case "filter" -> filter(name);
      case "switch" -> choice(name);
      case "macro" -> macros.macro(name);
      case "call" -> macros.call(name);
      case "block" -> macros.block(name);
      case "extends", "include", "import", "from" ->
          throw Tokens.error(
              "'" + name.text() + "' is not allowed: a template reads no other file", name);
      default -> throw Tokens.error("there is no block " + name.shown(), name);
    };
  }

  private Statement raw(Token name) {
    template.endMark(name.text());
    return new Statements.Text(RawText.read(tokens.lexer(), name.text()));
  }

  private Statement condition(Token name) {
    List<Statements.Branch> branches = new ArrayList<>();
    Statement otherwise = null;
    Token start = name;
    while (true) {
      Expression condition = expressions.parse();
      template.endMark(start.text());
      Statement body = template.until("elif", "elseif", "else", "endif");
      branches.add(new Statements.Branch(condition, body, start.at()));
      Token next = tokens.next();
      if (next == null) {
        throw Tokens.error("the block " + name.text() + " is not closed", name);
      }
      if (next.text().equals("endif")) {
        template.endMark("endif");
        break;
      }
      if (next.text().equals("else")) {
        template.endMark("else");
        otherwise = template.until("endif");
        template.endOf(name);
        break;
      }
      start = next;
    }
    return new Statements.If(List.copyOf(branches), otherwise);
  }

  private Statement loop(Token name, String end) {
    List<String> names = new ArrayList<>();
    do {
      Token variable = tokens.expect(Kind.NAME, "the name of a variable");
      PrimaryParser.checkName(variable);
      names.add(variable.text());
    } while (tokens.skip(Kind.PUNCTUATION, ","));
    if (!tokens.skipName("in")) {
      throw Tokens.error("'in' is expected in the loop", name);
    }
    Expression values = expressions.parse();
    template.endMark(name.text());
    Scope inner = primaries.scope().loop();
    Slot count = inner.reserve();
    List<Slot> slots = names.stream().map(inner::bind).toList();
    primaries.scope(inner);
    Statement body = template.until(end, "else");
    Statement otherwise = null;
    if (tokens.skipName("else")) {
      template.endMark("else");
      otherwise = template.until(end);
    }
    template.endOf(name);
    primaries.scope(inner.parent());
    return new Loop(List.copyOf(names), slots, count, values, body, otherwise, name.at());
  }

  private Statement set(Token name) {
    List<Statements.Target> targets = new ArrayList<>();
    do {
      Token variable = tokens.expect(Kind.NAME, "the name of a variable");
      PrimaryParser.checkName(variable);
      Slot slot = primaries.scope().find(variable.text());
      targets.add(new Statements.Target(variable.text(), slot));
    } while (tokens.skip(Kind.PUNCTUATION, ","));
    if (tokens.skip(Kind.OPERATOR, "=")) {
      Expression value = expressions.parse();
      template.endMark(name.text());
      return new Statements.Set(List.copyOf(targets), value, name.at());
    }
    Token end = tokens.next();
    if (end == null || end.kind() != Kind.BLOCK_END) {
      throw Tokens.error("'=' or the end of the block is expected in 'set'", name);
    }
    Expression value = new Expressions.Captured(template.until("endset"));
    template.endOf(name);
    return new Statements.Set(List.copyOf(targets), value, name.at());
  }

  private Statement filter(Token name) {
    // The filter is read first but works on what follows.
    Statement[] content = new Statement[1];
    Expression body = new Expressions.Captured(x -> content[0].execute(x));
    Expression filtered = primaries.filter(body);
    template.endMark(name.text());
    content[0] = template.until("endfilter");
    template.endOf(name);
    return new Statements.Print(filtered, name.at());
  }

  private Statement choice(Token name) {
    Expression value = expressions.parse();
    template.endMark(name.text());
    template.until("case", "default", "endswitch");
    List<Statements.Case> cases = new ArrayList<>();
    do {
      tokens.skipName("case");
      Expression sought = expressions.parse();
      template.endMark("case");
      Statements.Sequence body = template.until("case", "default", "endswitch");
      cases.add(new Statements.Case(sought, body, body.parts().isEmpty()));
    } while (tokens.nextIs(Kind.NAME, "case"));
    Statement otherwise = null;
    if (tokens.skipName("default")) {
      template.endMark("default");
      otherwise = template.until("endswitch");
    }
    template.endOf(name);
    return new Statements.Switch(value, List.copyOf(cases), otherwise, name.at());
  }
}
