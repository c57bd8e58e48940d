package dev.callboard.identity.oauth;

import dev.callboard.identity.IdTokens;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What an OpenID provider says about itself (OpenID Connect Discovery 1.0). */
final class OidcMetadata {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private final Map<String, Object> json;
  private final URI address;
  private final IdTokens idTokens;

  private OidcMetadata(Map<String, Object> json, URI address, Clock clock) {
    this.json = json;
    this.address = address;
    this.idTokens = new IdTokens(endpoint("jwks_uri"), System::nanoTime, clock);
  }

  /** Fetches the document of {@code metadataUrl}, which may be without its usual ending. */
  static OidcMetadata fetch(URI metadataUrl, Clock clock) {
    String text = metadataUrl.toString();
    URI address = text.endsWith(WELL_KNOWN) ? metadataUrl : URI.create(text + WELL_KNOWN);
    Map<String, Object> json = ProviderHttp.object(ProviderHttp.Call.get(address));
    OidcMetadata metadata = new OidcMetadata(json, address, clock);
    metadata.requireOwnIssuer();
    return metadata;
  }

  /** A document that names another issuer would make its tokens good here. */
  private void requireOwnIssuer() {
    String issuer = issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    if (!address.toString().equals(base + WELL_KNOWN)) {
      throw ProviderHttp.refused(
          "The document at metadataUrl names another issuer than the one at this address");
    }
  }

  String issuer() {
    return text("issuer").orElseThrow(() -> missing("issuer"));
  }

  IdTokens idTokens() {
    return idTokens;
  }

  URI endpoint(String name) {
    return optionalEndpoint(name).orElseThrow(() -> missing(name));
  }

  /** Returns an endpoint; never one without encryption of a provider with encryption. */
  Optional<URI> optionalEndpoint(String name) {
    String schemes = "https".equals(address.getScheme()) ? "https://[!-~]+" : "https?://[!-~]+";
    return text(name).filter(url -> url.matches(schemes)).map(URI::create);
  }

  private Optional<String> text(String name) {
    return json.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static RuntimeException missing(String name) {
    return ProviderHttp.refused("The OpenID provider's metadata has no usable '" + name + "'");
  }
}
