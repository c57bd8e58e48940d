package dev.callboard.plugins.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** Lists the threads that work for a bundle: those that have its class loader as context. */
final class BundleThreads {
  private static final int MAX_THREADS = 200;

  private BundleThreads() {}

  static List<Map<String, Object>> of(Optional<Bundle> bundle) {
    List<Map<String, Object>> found = new ArrayList<>();
    if (bundle.isEmpty()) {
      return found;
    }
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      if (found.size() < MAX_THREADS
          && thread.getContextClassLoader() instanceof BundleReference reference
          && bundle.get().equals(reference.getBundle())) {
        StackTraceElement[] stack = entry.getValue();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", thread.getName());
        view.put("state", thread.getState().name());
        view.put("daemon", thread.isDaemon());
        view.put("at", stack.length == 0 ? "" : stack[0].toString());
        found.add(view);
      }
    }
    found.sort((a, b) -> a.get("name").toString().compareTo(b.get("name").toString()));
    return found;
  }
}
