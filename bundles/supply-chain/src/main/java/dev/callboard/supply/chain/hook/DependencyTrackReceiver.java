package dev.callboard.supply.chain.hook;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Dependency-Track, whose alerts of the kind "Outbound Webhook" send a token in a header; newer
 * versions, and what passes them on, sign the body. A signature that is there has to be right.
 */
@Component(service = WebhookReceiver.class)
public final class DependencyTrackReceiver implements WebhookReceiver {
  static final String TOPIC = "dependency-track";

  private static final String AT = "supplyChain.hooks.dependencyTrack.";

  private final ConfigService config;

  /** Called by Declarative Services. */
  @Activate
  public DependencyTrackReceiver(@Reference ConfigService config) {
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public boolean isSigned(WebhookRequest request, String secret) {
    Config current = config.current();
    Optional<String> signature =
        request.header(current.string(AT + "signatureHeader").orElse("X-Hub-Signature-256"));
    if (signature.isPresent()) {
      String hex = signature.get().replaceFirst("^sha256=", "");
      return Signatures.isHmac("HmacSHA256", secret, request.body(), hex);
    }
    return request
        .header(tokenHeader(current))
        .map(token -> token.replaceFirst("^Bearer ", ""))
        .filter(token -> Signatures.isSame(secret, token))
        .isPresent();
  }

  /** Only headers with such names are kept from those who listen to events. */
  private static String tokenHeader(Config current) {
    String header = current.string(AT + "tokenHeader").orElse("X-Api-Key");
    if (!header.toLowerCase(Locale.ROOT).matches(".*(api-key|token|secret|authorization).*")) {
      throw PortalException.input(
          AT + "tokenHeader must have one of api-key, token, secret and authorization in its name");
    }
    return header;
  }

  /** It names no delivery; each has a time, so that the same body is the same delivery. */
  @Override
  public Optional<String> deliveryId(WebhookRequest request) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(request.body());
      return Optional.of(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
