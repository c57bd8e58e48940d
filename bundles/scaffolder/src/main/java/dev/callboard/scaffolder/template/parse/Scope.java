package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.tree.Slot;
import java.util.HashMap;
import java.util.Map;

/** The names whose places are known at a point of a template. */
final class Scope {

  /** Where a body keeps its variables. */
  private static final class Function {
    private final Function outer;
    private int slots;

    Function(Function outer) {
      this.outer = outer;
    }
  }

  private record Place(Function function, int index) {}

  private final Scope parent;
  private final Function function;
  private final Map<String, Place> names = new HashMap<>();

  private Scope(Scope parent, Function function) {
    this.parent = parent;
    this.function = function;
  }

  /** The scope of a template, a macro or a block: nothing around it is seen. */
  static Scope root() {
    return new Scope(null, new Function(null));
  }

  /** The scope of a loop. */
  Scope loop() {
    return new Scope(this, function);
  }

  /** The scope of the body of a call block, which sees what is around it. */
  Scope caller() {
    return new Scope(this, new Function(function));
  }

  Scope parent() {
    return parent;
  }

  int slots() {
    return function.slots;
  }

  /** A place without a name. */
  Slot reserve() {
    return new Slot(0, function.slots++);
  }

  Slot bind(String name) {
    Slot slot = reserve();
    names.put(name, new Place(function, slot.index()));
    return slot;
  }

  /** The place of a name, null when only the rendering can tell. */
  Slot find(String name) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      Place place = scope.names.get(name);
      if (place != null) {
        int hops = 0;
        for (Function at = function; at != place.function(); at = at.outer) {
          hops++;
        }
        return new Slot(hops, place.index());
      }
    }
    return null;
  }
}
