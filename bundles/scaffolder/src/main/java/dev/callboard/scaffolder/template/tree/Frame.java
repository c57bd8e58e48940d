package dev.callboard.scaffolder.template.tree;

import dev.callboard.scaffolder.template.value.Undefined;
import java.util.HashMap;
import java.util.Map;

/** The variables of a template, a loop, a macro or a block while it runs. */
final class Frame {
  private final Frame parent;
  private final boolean keepsWrites;
  private final boolean top;
  private Map<String, Object> variables;

  private Frame(Frame parent, boolean keepsWrites, boolean top) {
    this.parent = parent;
    this.keepsWrites = keepsWrites;
    this.top = top;
  }

  static Frame root() {
    return new Frame(null, false, true);
  }

  static Frame ofMacro() {
    return new Frame(null, false, false);
  }

  /** A frame inside; what is set in it may stay in it. */
  Frame push(boolean keeps) {
    return new Frame(this, keeps, false);
  }

  Frame parent() {
    return parent;
  }

  /** Whether what is set here is set in the context, too. */
  boolean isTop() {
    return top;
  }

  Object lookup(String name) {
    for (Frame frame = this; frame != null; frame = frame.parent) {
      Object value = frame.own(name);
      if (value != Undefined.UNDEFINED) {
        return value;
      }
    }
    return Undefined.UNDEFINED;
  }

  private Object own(String name) {
    if (variables == null) {
      return Undefined.UNDEFINED;
    }
    Object value = variables.get(name);
    return value != null || variables.containsKey(name) ? value : Undefined.UNDEFINED;
  }

  void set(String name, Object value) {
    if (variables == null) {
      variables = new HashMap<>();
    }
    variables.put(name, value);
  }

  /** Sets a variable where it is already there, unless writes are kept, else here. */
  void assign(String name, Object value) {
    Frame holder = this;
    while (holder != null && holder.own(name) == Undefined.UNDEFINED) {
      holder = holder == this && keepsWrites ? null : holder.parent;
    }
    (holder == null ? this : holder).set(name, value);
  }
}
