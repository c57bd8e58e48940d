package dev.callboard.docs.html;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an operator allows beyond the defaults, from {@code techdocs.sanitizer}.
 *
 * @param iframeHosts hosts, with port when it is not the default one, whose pages may be embedded
 * @param customElements the names of custom elements that stay, or null for none
 * @param customAttributes the attributes that stay on them, or null for none
 * @param protocols further protocols of links, without colon
 */
public record HtmlPolicy(
    Set<String> iframeHosts,
    Pattern customElements,
    Pattern customAttributes,
    Set<String> protocols) {
  /** Returns the policy without exceptions. */
  public static HtmlPolicy strict() {
    return new HtmlPolicy(Set.of(), null, null, Set.of());
  }
}
