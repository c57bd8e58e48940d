package dev.callboard.scaffolder.template.value;

import dev.callboard.scaffolder.template.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/** Calls functions from outside of the language. */
public final class Functions {
  private Functions() {}

  /** Calls one with JSON values, and takes null as undefined. */
  public static Object call(TemplateFunction function, Object[] arguments) {
    List<Object> given = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      given.add(argument instanceof SafeText safe ? safe.text() : Undefined.toNull(argument));
    }
    Object result;
    try {
      result = function.call(given);
    } catch (ScriptError e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ScriptError(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
    return result == null ? Undefined.UNDEFINED : result;
  }
}
