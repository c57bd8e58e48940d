package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Operators;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Values;
import java.util.List;

/** The statements of templates, without loops and macros. */
public final class Statements {
  private Statements() {}

  /** Several, one after the other. */
  public record Sequence(List<Statement> parts) implements Statement {
    @Override
    public void execute(Execution x) {
      for (Statement part : parts) {
        part.execute(x);
      }
    }
  }

  /** Text as it stands in the template. */
  public record Text(String text) implements Statement {
    @Override
    public void execute(Execution x) {
      x.out().append(text);
    }
  }

  /** Writes a value. */
  public record Print(Expression value, int at) implements Statement {
    @Override
    public void execute(Execution x) {
      try {
        x.out().append(Values.print(value.evaluate(x), x.meter()));
      } catch (ScriptError e) {
        throw e.at(at);
      }
    }
  }

  /** A condition and what is done when it holds. */
  public record Branch(Expression condition, Statement body, int at) {}

  /** The first branch whose condition holds, or what is done otherwise; null for nothing. */
  public record If(List<Branch> branches, Statement otherwise) implements Statement {
    @Override
    public void execute(Execution x) {
      for (Branch branch : branches) {
        if (holds(branch, x)) {
          branch.body().execute(x);
          return;
        }
      }
      if (otherwise != null) {
        otherwise.execute(x);
      }
    }

    private static boolean holds(Branch branch, Execution x) {
      try {
        x.meter().charge();
        return Values.truthy(branch.condition().evaluate(x));
      } catch (ScriptError e) {
        throw e.at(branch.at());
      }
    }
  }

  /** A value and what is done for it; a case without a body goes on into the next. */
  public record Case(Expression value, Statement body, boolean isEmpty) {}

  /** The first case with the value. */
  public record Switch(Expression value, List<Case> cases, Statement otherwise, int at)
      implements Statement {
    @Override
    public void execute(Execution x) {
      int found = find(x);
      for (int i = found; i < cases.size(); i++) {
        cases.get(i).body().execute(x);
        if (!cases.get(i).isEmpty()) {
          return;
        }
      }
      if (otherwise != null) {
        otherwise.execute(x);
      }
    }

    private int find(Execution x) {
      try {
        Object sought = value.evaluate(x);
        int index = 0;
        while (index < cases.size()
            && !Operators.same(sought, cases.get(index).value().evaluate(x))) {
          index++;
        }
        return index;
      } catch (ScriptError e) {
        throw e.at(at);
      }
    }
  }

  /** A name that is set, and its place when that is known, else null. */
  public record Target(String name, Slot slot) {}

  /** Sets variables. */
  public record Set(List<Target> targets, Expression value, int at) implements Statement {
    @Override
    public void execute(Execution x) {
      Object result = evaluate(x);
      for (Target target : targets) {
        if (target.slot() != null) {
          x.locals().set(target.slot(), result);
        }
        x.frame().assign(target.name(), result);
        if (x.frame().isTop()) {
          x.setInContext(target.name(), result);
        }
      }
    }

    private Object evaluate(Execution x) {
      try {
        x.meter().charge();
        return value.evaluate(x);
      } catch (ScriptError e) {
        throw e.at(at);
      }
    }
  }

  /** A named part, which without inheritance is written where it stands. */
  public record Block(Body body) implements Statement {
    @Override
    public void execute(Execution x) {
      Activation own = new Activation(x.frame().push(true));
      x.out().append(x.call(body, own, new Locals(body.slots(), null)));
    }
  }

  /** Makes a macro known. */
  public record Define(String name, Slot slot, boolean inContext, Macro macro)
      implements Statement {
    @Override
    public void execute(Execution x) {
      Callable callable = macro.bind(x);
      x.locals().set(slot, callable);
      if (inContext) {
        x.setInContext(name, callable);
        return;
      }
      x.frame().set(name, callable);
    }
  }
}
