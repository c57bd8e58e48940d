package dev.callboard.rails;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests that are named as {@code class#method} and prints one line for each. */
public final class RunTests {
  private RunTests() {}

  /** Runs them. */
  public static void main(String[] tests) throws Exception {
    for (String test : tests) {
      System.out.println(result(test) + " " + test);
    }
    // Threads of tests must not keep this going.
    System.exit(0);
  }

  private static String result(String test) throws Exception {
    String name = test.substring(test.indexOf('#') + 1);
    Class<?> type = Class.forName(test.substring(0, test.indexOf('#')));
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Arrays.stream(each.getDeclaredMethods())
          .filter(method -> method.getName().equals(name))
          .map((Method method) -> DiscoverySelectors.selectMethod(type, method))
          .forEach(selectors::add);
    }
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), summary);
    summary
        .getSummary()
        .getFailures()
        .forEach(failure -> System.out.println("  " + failure.getException()));
    if (summary.getSummary().getTotalFailureCount() > 0) {
      return "FAILED";
    }
    return summary.getSummary().getTestsSucceededCount() > 0 ? "PASSED" : "SKIPPED";
  }
}
