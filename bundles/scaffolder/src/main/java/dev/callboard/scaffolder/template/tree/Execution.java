package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.Undefined;
import java.util.HashMap;
import java.util.Map;

/** What changes while a template is rendered. For one rendering, on one thread. */
public final class Execution {
  private final Meter meter;
  private final Environment environment;
  private final Map<String, Object> context;
  private Activation activation = new Activation(Frame.root());
  private Locals locals;
  private Output out;

  /** Takes what the template can read. */
  public Execution(Meter meter, Environment environment, Map<String, ?> context, int slots) {
    this.meter = meter;
    this.environment = environment;
    this.context = new HashMap<>(context);
    this.locals = new Locals(slots, null);
    this.out = new Output(meter);
  }

  /** Counts what the rendering uses. */
  public Meter meter() {
    return meter;
  }

  /** What was written so far. */
  public String written() {
    return out.toString();
  }

  Environment environment() {
    return environment;
  }

  Output out() {
    return out;
  }

  Locals locals() {
    return locals;
  }

  Activation activation() {
    return activation;
  }

  Frame frame() {
    return activation.frame();
  }

  void frame(Frame current) {
    activation.frame(current);
  }

  /** A variable by name: of a frame, the context, the globals. */
  Object lookup(String name) {
    Object value = activation.frame().lookup(name);
    if (value != Undefined.UNDEFINED) {
      return value;
    }
    value = context.get(name);
    if (value != null || context.containsKey(name)) {
      return value;
    }
    return environment.hasGlobal(name) ? environment.global(name) : Undefined.UNDEFINED;
  }

  void setInContext(String name, Object value) {
    context.put(name, value);
  }

  /** Writes a statement into a text of its own. */
  String capture(Statement body) {
    Output before = out;
    out = new Output(meter);
    try {
      body.execute(this);
      return out.toString();
    } finally {
      out = before;
    }
  }

  /** Runs the body of a macro, a caller or a block with variables of its own. */
  String call(Body body, Activation within, Locals variables) {
    Activation activationBefore = activation;
    Locals localsBefore = locals;
    meter.enter(body.height());
    activation = within;
    locals = variables;
    try {
      return capture(body.content());
    } finally {
      activation = activationBefore;
      locals = localsBefore;
      meter.leave(body.height());
    }
  }
}
