package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Undefined;
import java.util.Arrays;

/** The variables of one call whose places are known when a template is parsed. */
final class Locals {
  private final Object[] slots;
  private final Locals outer;

  Locals(int count, Locals outer) {
    this.slots = new Object[count];
    this.outer = outer;
    Arrays.fill(slots, Undefined.UNDEFINED);
  }

  Object get(Slot slot) {
    return holder(slot.hops()).slots[slot.index()];
  }

  void set(Slot slot, Object value) {
    holder(slot.hops()).slots[slot.index()] = value;
  }

  private Locals holder(int hops) {
    Locals holder = this;
    for (int i = 0; i < hops; i++) {
      holder = holder.outer;
    }
    return holder;
  }
}
