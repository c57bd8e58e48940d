package dev.callboard.plugins.lifecycle;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Looks for references to a class loader in places of the JDK that have no API: thread locals and
 * shutdown hooks. The JDK shows them only when it is started with {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED}; without that nothing is found.
 */
final class HiddenReferences {
  private HiddenReferences() {}

  /** Returns a sentence for each value that a thread keeps. */
  static List<String> threadLocals(Predicate<ClassLoader> mine) {
    List<String> culprits = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      for (String field : List.of("threadLocals", "inheritableThreadLocals")) {
        Object map = read(Thread.class, field, thread);
        Object table = map == null ? null : read(map.getClass(), "table", map);
        for (int i = 0; table != null && i < Array.getLength(table); i++) {
          Object entry = Array.get(table, i);
          Object value = entry == null ? null : read(entry.getClass(), "value", entry);
          Held.find(value, mine).ifPresent(found -> culprits.add(keeps(thread, found)));
        }
      }
    }
    return culprits;
  }

  private static String keeps(Thread thread, String what) {
    return "The thread '"
        + Reasons.line(thread.getName())
        + "' keeps "
        + what
        + " in a ThreadLocal";
  }

  /** Returns a sentence for each system property whose value is an object of the plugin. */
  static List<String> systemProperties(Predicate<ClassLoader> mine) {
    List<String> culprits = new ArrayList<>();
    System.getProperties()
        .forEach(
            (key, value) ->
                Held.find(value, mine)
                    .ifPresent(
                        found ->
                            culprits.add(
                                "The system property " + Reasons.line("" + key) + " is " + found)));
    return culprits;
  }

  /** Removes the shutdown hooks that belong to a class loader; returns a sentence for each. */
  static List<String> removeShutdownHooks(Predicate<ClassLoader> mine) {
    List<String> culprits = new ArrayList<>();
    for (Thread hook : hooks()) {
      if (mine.test(hook.getContextClassLoader()) || mine.test(hook.getClass().getClassLoader())) {
        Runtime.getRuntime().removeShutdownHook(hook);
        culprits.add(
            "The shutdown hook '" + Reasons.line(hook.getName()) + "' was left, and is removed");
      }
    }
    return culprits;
  }

  private static List<Thread> hooks() {
    List<Thread> hooks = new ArrayList<>();
    try {
      Class<?> holder = Class.forName("java.lang.ApplicationShutdownHooks");
      if (read(holder, "hooks", null) instanceof Map<?, ?> map) {
        map.keySet().forEach(key -> hooks.add((Thread) key));
      }
    } catch (ClassNotFoundException e) {
      // Another JDK may keep them elsewhere: then they stay unseen, as the class comment says.
      return hooks;
    }
    return hooks;
  }

  private static Object read(Class<?> type, String name, Object target) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(target);
    } catch (NoSuchFieldException | IllegalAccessException | InaccessibleObjectException e) {
      // Not shown by this JDK or with these options.
      return null;
    }
  }
}
