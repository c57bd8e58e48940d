package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.TemplateSyntax;
import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.tree.Body;
import dev.callboard.scaffolder.template.tree.Expression;
import dev.callboard.scaffolder.template.tree.Statement;
import dev.callboard.scaffolder.template.tree.Statements;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a template: text, expressions between marks, and blocks. */
public final class TemplateParser {
  private static final Set<String> NONE = Set.of();

  private final TemplateSyntax syntax;
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final BlockParser blocks;
  private Set<String> ends = NONE;
  private boolean dropSpace;
  private int variables;

  private TemplateParser(String text, TemplateSyntax syntax, int maxDepth) {
    this.syntax = syntax;
    this.tokens = new Tokens(new Lexer(text, syntax), maxDepth);
    this.expressions = new ExpressionParser(tokens);
    this.blocks = new BlockParser(this, tokens, expressions);
  }

  /** Reads a text; throws a {@link ScriptError} with the place of what is wrong. */
  public static Parsed parse(String text, TemplateSyntax syntax, int maxDepth) {
    TemplateParser parser = new TemplateParser(text, syntax, maxDepth);
    List<Statement> parts = parser.parts();
    PrimaryParser primaries = parser.expressions.primaries();
    int slots = primaries.scope().slots();
    Body body = new Body(new Statements.Sequence(parts), slots, parser.tokens.deepest());
    boolean isOne = parts.size() == 1 && parser.variables == 1;
    Expression only = isOne ? ((Statements.Print) parts.get(0)).value() : null;
    return new Parsed(body, only, primaries.changesLists(), primaries.called());
  }

  /** The parts up to one of these block names, which is then the next token, or to the end. */
  Statements.Sequence until(String... names) {
    Set<String> before = ends;
    ends = Set.of(names);
    tokens.enter();
    Statements.Sequence sequence = new Statements.Sequence(parts());
    tokens.leave(1);
    ends = before;
    return sequence;
  }

  private List<Statement> parts() {
    List<Statement> parts = new ArrayList<>();
    Token token;
    while ((token = tokens.next()) != null) {
      switch (token.kind()) {
        case DATA -> parts.add(new Statements.Text(data(token)));
        case COMMENT -> dropSpace = endsWithDash(token, Lexer.COMMENT_END);
        case VARIABLE_START -> parts.add(variable(token));
        default -> {
          dropSpace = false;
          Statement block = block();
          if (block == null) {
            return List.copyOf(parts);
          }
          parts.add(block);
        }
      }
    }
    return List.copyOf(parts);
  }

  private static boolean endsWithDash(Token token, String mark) {
    int dash = token.text().length() - mark.length() - 1;
    return dash >= 0 && token.text().charAt(dash) == '-';
  }

  private String data(Token token) {
    String data = token.text();
    if (dropSpace) {
      data = Texts.trimStart(data);
      dropSpace = false;
    }
    Token next = tokens.peek();
    return next != null && trimsBefore(next) ? Texts.trimEnd(data) : data;
  }

  private boolean trimsBefore(Token next) {
    return switch (next.kind()) {
      case BLOCK_START, VARIABLE_START -> next.text().endsWith("-");
      case COMMENT -> next.text().startsWith("-", Lexer.COMMENT_START.length());
      default -> false;
    };
  }

  private Statement variable(Token start) {
    Expression value = expressions.parse();
    Token end = tokens.need(syntax.variableEnd());
    if (end.kind() != Kind.VARIABLE_END) {
      String wanted = syntax.variableEnd() + " is expected, not " + end.shown();
      throw Tokens.error(wanted, end);
    }
    dropSpace = endsWithDash(end, syntax.variableEnd());
    variables += tokens.depth() == 0 ? 1 : 0;
    return new Statements.Print(value, start.at());
  }

  /** A block, null when its name ends the block that is being read. */
  private Statement block() {
    Token name = tokens.peek();
    if (name == null) {
      throw new ScriptError("the template ends inside of a block mark", tokens.end());
    }
    if (name.kind() != Kind.NAME) {
      throw Tokens.error("the name of a block is expected, not " + name.shown(), name);
    }
    return ends.contains(name.text()) ? null : blocks.parse(tokens.next());
  }

  /** Reads the end of a block mark. */
  void endMark(String of) {
    Token end = tokens.need(Lexer.BLOCK_END);
    if (end.kind() != Kind.BLOCK_END) {
      String problem = Lexer.BLOCK_END + " is expected behind '" + of + "', not " + end.shown();
      throw Tokens.error(problem, end);
    }
    if (end.text().startsWith("-")) {
      dropSpace = true;
    }
  }

  /** Reads the name that ended a block, and the end of its mark. */
  void endOf(Token block) {
    Token name = tokens.next();
    if (name == null) {
      throw Tokens.error("the block " + block.text() + " is not closed", block);
    }
    endMark(name.text());
  }
}
