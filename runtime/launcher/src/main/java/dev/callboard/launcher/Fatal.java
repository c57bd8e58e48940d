package dev.callboard.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/**
 * Lets a bundle end the start, as for a configuration that cannot be read. The launcher shares no
 * classes with bundles, so it is a {@link Consumer} of the message with the property {@code
 * dev.callboard.fatal}.
 */
final class Fatal {
  private final AtomicReference<String> message = new AtomicReference<>();

  void register(BundleContext context) {
    Consumer<String> service = text -> stop(context, text);
    context.registerService(
        Consumer.class, service, FrameworkUtil.asDictionary(Map.of("dev.callboard.fatal", true)));
  }

  Optional<String> message() {
    return Optional.ofNullable(message.get());
  }

  private void stop(BundleContext context, String text) {
    if (!message.compareAndSet(null, text)) {
      return;
    }
    try {
      context.getBundle(0).stop();
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }
}
