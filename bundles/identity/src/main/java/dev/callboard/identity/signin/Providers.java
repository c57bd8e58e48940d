package dev.callboard.identity.signin;

import dev.callboard.platform.signin.SignInProvider;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The sign-in providers that are there now. Thread-safe. */
@Component(service = Providers.class)
public final class Providers {
  private static final String CORE_LOCATION = "reference:";

  private final Map<ServiceReference<SignInProvider>, SignInProvider> known =
      new ConcurrentHashMap<>();

  /** Called by DS. */
  @Reference(
      service = SignInProvider.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void add(ServiceReference<SignInProvider> reference, SignInProvider provider) {
    known.put(reference, provider);
  }

  /** Called by DS. */
  public void remove(ServiceReference<SignInProvider> reference) {
    known.remove(reference);
  }

  /** Returns the provider of an id: ours first, so that no plugin can step between. */
  Optional<SignInProvider> find(String id) {
    return known.entrySet().stream()
        .filter(entry -> id.equals(entry.getValue().id()))
        .max(
            Comparator.<Map.Entry<ServiceReference<SignInProvider>, SignInProvider>>comparingInt(
                    entry -> isCore(entry.getKey()) ? 1 : 0)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getValue);
  }

  private static boolean isCore(ServiceReference<SignInProvider> reference) {
    Bundle bundle = reference.getBundle();
    return bundle != null && bundle.getLocation().startsWith(CORE_LOCATION);
  }
}
