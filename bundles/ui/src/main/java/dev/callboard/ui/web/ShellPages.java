package dev.callboard.ui.web;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.signin.SignInProvider;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Makes the page anew when the configuration or the ways to sign in have changed. */
final class ShellPages {
  private static final String CORE_LOCATION = "reference:";
  private static final Comparator<ServiceReference<SignInProvider>> CORE_FIRST =
      Comparator.comparing(
          reference -> !reference.getBundle().getLocation().startsWith(CORE_LOCATION));

  private final BundleContext context;
  private final ConfigService config;
  private final WebFiles files;
  private volatile Made made;

  private record Made(
      Config from, List<ServiceReference<SignInProvider>> providers, ShellPage page) {}

  ShellPages(BundleContext context, ConfigService config, WebFiles files) {
    this.context = context;
    this.config = config;
    this.files = files;
  }

  /** Returns the page for what is configured and there now. */
  ShellPage current() {
    Config now = config.current();
    List<ServiceReference<SignInProvider>> providers = providers();
    Made known = made;
    if (known != null && known.from() == now && known.providers().equals(providers)) {
      return known.page();
    }
    String html = new String(files.bytes("index.html"), StandardCharsets.UTF_8);
    String version = context.getProperty("callboard.version");
    ShellPage page =
        ShellPage.render(
            html,
            now,
            instances(providers),
            version == null ? context.getBundle().getVersion().toString() : version);
    made = new Made(now, providers, page);
    return page;
  }

  private List<ServiceReference<SignInProvider>> providers() {
    try {
      return List.copyOf(context.getServiceReferences(SignInProvider.class, null));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<SignInProvider> instances(List<ServiceReference<SignInProvider>> providers) {
    return providers.stream()
        .filter(reference -> reference.getBundle() != null)
        .sorted(CORE_FIRST)
        .map(context::getService)
        .filter(Objects::nonNull)
        .toList();
  }
}
