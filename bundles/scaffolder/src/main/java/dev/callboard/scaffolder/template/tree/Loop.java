package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.SafeText;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A loop over a list, the characters of a text, or the keys of an object.
 *
 * @param names the names that are set at each turn; with several, elements are unpacked
 * @param slots the places of these names
 * @param count the place of the number of turns
 * @param values what it goes over
 * @param body what is done at each turn
 * @param otherwise what is done when there was no turn, or null
 * @param at where it stands
 */
public record Loop(
    List<String> names,
    List<Slot> slots,
    Slot count,
    Expression values,
    Statement body,
    Statement otherwise,
    int at)
    implements Statement {

  @Override
  public void execute(Execution x) {
    x.frame(x.frame().push(false));
    Object over = values(x);
    if (Values.truthy(over)) {
      run(x, over instanceof SafeText safe ? characters(safe.text()) : over);
    }
    if (otherwise != null && !Values.truthy(x.locals().get(count))) {
      otherwise.execute(x);
    }
    x.frame(x.frame().parent());
  }

  private Object values(Execution x) {
    try {
      return values.evaluate(x);
    } catch (ScriptError e) {
      throw e.at(at);
    }
  }

  private static List<Object> characters(String text) {
    List<Object> characters = new ArrayList<>();
    text.codePoints().forEach(point -> characters.add(Character.toString(point)));
    return characters;
  }

  private void run(Execution x, Object over) {
    if (names.size() == 1) {
      overElements(x, over);
    } else if (over instanceof List<?> list) {
      overUnpacked(x, list);
    } else {
      overKeys(x, over);
    }
  }

  private void overElements(Execution x, Object over) {
    Object length = Members.get(over, "length", x.meter());
    x.locals().set(count, length);
    LoopState state = start(x, length);
    for (int i = 0; i < Values.number(Members.get(over, "length", x.meter()), x.meter()); i++) {
      x.meter().charge();
      Object element = Members.get(over, i, x.meter());
      x.locals().set(slots.get(0), element);
      x.frame().set(names.get(0), element);
      turn(x, state, i);
    }
  }

  private void overUnpacked(Execution x, List<?> list) {
    x.locals().set(count, list.size());
    LoopState state = start(x, list.size());
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      if (Undefined.orNull(element)) {
        throw new ScriptError("an element of the list cannot be unpacked", at);
      }
      for (int part = 0; part < names.size(); part++) {
        x.meter().charge();
        x.locals().set(slots.get(part), Members.get(element, part, x.meter()));
      }
      turn(x, state, i);
    }
  }

  private void overKeys(Execution x, Object over) {
    List<String> keys = keys(over);
    x.locals().set(count, keys.size());
    LoopState state = start(x, keys.size());
    for (int i = 0; i < keys.size(); i++) {
      x.meter().charge();
      Object value = Members.get(over, keys.get(i), x.meter());
      bind(x, 0, keys.get(i));
      bind(x, 1, value);
      turn(x, state, i);
    }
  }

  private void bind(Execution x, int part, Object value) {
    x.locals().set(slots.get(part), value);
    x.frame().set(names.get(part), value);
  }

  private static List<String> keys(Object over) {
    if (over instanceof Map<?, ?> map) {
      return Members.keys(map);
    }
    List<String> keys = new ArrayList<>();
    if (over instanceof String text) {
      for (int i = 0; i < text.length(); i++) {
        keys.add(Integer.toString(i));
      }
    }
    return keys;
  }

  private static LoopState start(Execution x, Object length) {
    LoopState state = new LoopState(length, Values.number(length, x.meter()));
    x.frame().set("loop", state);
    return state;
  }

  private void turn(Execution x, LoopState state, int index) {
    state.turn(index);
    body.execute(x);
  }
}
