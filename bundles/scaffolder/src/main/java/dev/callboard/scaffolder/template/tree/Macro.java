package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.KeywordArguments;
import dev.callboard.scaffolder.template.value.SafeText;
import java.util.List;

/**
 * A macro, or the body of a call block.
 *
 * @param parameters the names without a default
 * @param slots the places of these names
 * @param defaults the names with a default
 * @param body what it does
 * @param isCaller whether it sees the variables around it
 */
public record Macro(
    List<String> parameters,
    List<Slot> slots,
    List<Default> defaults,
    Body body,
    boolean isCaller) {

  /** A name and the value it has when the call gives none. */
  public record Default(String name, Expression value) {}

  /** The macro as a value, at the place where it is defined. */
  Callable bind(Execution x) {
    Activation home = x.activation();
    Locals outer = isCaller ? x.locals() : null;
    List<String> named = defaults.stream().map(Default::name).toList();
    return (arguments, meter) -> {
      Object[] given = Arguments.spread(arguments, parameters, named);
      return new SafeText(run(x, home, outer, given));
    };
  }

  private String run(Execution x, Activation home, Locals outer, Object[] given) {
    Frame before = home.frame();
    Locals locals = new Locals(body.slots(), outer);
    Frame frame = isCaller ? before.push(true) : Frame.ofMacro();
    home.frame(frame);
    try {
      KeywordArguments named = (KeywordArguments) given[parameters.size()];
      if (named.containsKey("caller")) {
        frame.set("caller", named.get("caller"));
      }
      for (int i = 0; i < parameters.size(); i++) {
        frame.set(parameters.get(i), given[i]);
        locals.set(slots.get(i), given[i]);
      }
      Statement content =
          inner -> {
            for (Default entry : defaults) {
              boolean isGiven = named.containsKey(entry.name());
              Object value = isGiven ? named.get(entry.name()) : entry.value().evaluate(inner);
              frame.set(entry.name(), value);
            }
            body.content().execute(inner);
          };
      return x.call(new Body(content, body.slots(), body.height()), home, locals);
    } finally {
      home.frame(before);
    }
  }
}
