package dev.callboard.catalog.webhook;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.webhook.WebhookSignature;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who is told of changes, from {@code catalog.webhooks}.
 *
 * @param name by which the position in the log is remembered
 * @param url where to send to
 * @param signature signs what is sent; never shown
 * @param types which kinds of change are told
 * @param kinds of which kinds of entity, in lower case; empty for all
 * @param withEntity whether the entities are sent with the changes
 */
record Webhook(
    String name,
    String url,
    WebhookSignature signature,
    Set<ChangeType> types,
    Set<String> kinds,
    boolean withEntity) {
  private static final String KEY = "catalog.webhooks";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}");

  /** Reads all of them. */
  static List<Webhook> of(Config config) {
    List<Webhook> webhooks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Config each : config.sections(KEY)) {
      Webhook webhook = read(each);
      if (!names.add(webhook.name)) {
        throw PortalException.input(
            KEY + ": two webhooks have the name '" + webhook.name + "'; give each its own");
      }
      webhooks.add(webhook);
    }
    return List.copyOf(webhooks);
  }

  private static Webhook read(Config config) {
    String name = config.string("name").orElse("");
    if (!NAME.matcher(name).matches()) {
      throw PortalException.input(
          KEY + ": each webhook needs a 'name' of letters, digits, '.', '_' and '-'");
    }
    String where = KEY + " '" + name + "': ";
    String url = config.string("url").orElse("");
    checkUrl(where, url);
    WebhookSignature signature = WebhookSignature.of(where, config.string("secret").orElse(""));
    Set<ChangeType> types = EnumSet.noneOf(ChangeType.class);
    for (String event : config.strings("events")) {
      types.add(type(where, event));
    }
    return new Webhook(
        name,
        url,
        signature,
        types.isEmpty() ? EnumSet.allOf(ChangeType.class) : types,
        config.strings("kinds").stream()
            .map(kind -> kind.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        config.bool("entity").orElse(true));
  }

  private static void checkUrl(String where, String url) {
    try {
      URI uri = new URI(url);
      boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Answered below, without the URL: it may have a secret in its path.
    }
    throw PortalException.input(
        where + "'url' must be an http or https URL with a host and without a user name");
  }

  private static ChangeType type(String where, String event) {
    for (ChangeType type : ChangeType.values()) {
      if (type.word().equals(event)) {
        return type;
      }
    }
    throw PortalException.input(
        where + "'events' may list create, update and delete, not '" + event + "'");
  }

  /** Returns whether this webhook is told of a change. */
  boolean wants(Change change) {
    return types.contains(change.type())
        && (kinds.isEmpty()
            || kinds.contains(change.ref().substring(0, change.ref().indexOf(':'))));
  }

  /** Returns the host and port; the rest of the URL may hold a secret. */
  String host() {
    URI uri = URI.create(url);
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }
}
