package dev.callboard.scaffolder.task;

import java.lang.reflect.Proxy;
import org.osgi.framework.ServiceReference;

/** References to services, which are equal to themselves and have an order, and nothing else. */
final class TestReference {
  private TestReference() {}

  @SuppressWarnings("unchecked")
  static <T> ServiceReference<T> of(int ranking) {
    return (ServiceReference<T>)
        Proxy.newProxyInstance(
            TestReference.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class, Ranked.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "ranking" -> ranking;
                  case "compareTo" -> Integer.compare(ranking, ((Ranked) arguments[0]).ranking());
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> ranking;
                  case "getBundle" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** Tells the order. */
  public interface Ranked {
    /** Higher goes first. */
    int ranking();
  }
}
