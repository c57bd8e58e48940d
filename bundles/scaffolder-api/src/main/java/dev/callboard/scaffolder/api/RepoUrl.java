package dev.callboard.scaffolder.api;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a repository is or is to be, as forms give it: {@code <host>?owner=<owner>&repo=<repo>},
 * the format of Backstage's RepoUrlPicker. Which parts there are depends on the product behind the
 * host: {@code owner} and {@code repo}, or {@code organization}, {@code workspace} and {@code
 * project}. Immutable.
 */
public final class RepoUrl {
  private final String host;
  private final Map<String, String> parts;

  private RepoUrl(String host, Map<String, String> parts) {
    this.host = host;
    this.parts = parts;
  }

  /**
   * Reads the text of a form field.
   *
   * @param text not null
   * @throws PortalException with code {@code INPUT} when there is no host in it
   */
  public static RepoUrl parse(String text) {
    requireNonNull(text, "text is null");
    int mark = text.indexOf('?');
    String address = mark < 0 ? text : text.substring(0, mark);
    return new RepoUrl(host(address, text), query(mark < 0 ? "" : text.substring(mark + 1)));
  }

  /** Returns the host, with its port when it has one; lower case, in its ASCII form. */
  public String host() {
    return host;
  }

  /** Returns the owner, or empty. */
  public Optional<String> owner() {
    return part("owner");
  }

  /** Returns the repository, or empty. */
  public Optional<String> repo() {
    return part("repo");
  }

  /** Returns the organization, or empty. */
  public Optional<String> organization() {
    return part("organization");
  }

  /** Returns the workspace, or empty. */
  public Optional<String> workspace() {
    return part("workspace");
  }

  /** Returns the project, or empty. */
  public Optional<String> project() {
    return part("project");
  }

  /** Returns a part by its name in the text, or empty when it is missing or has no value. */
  public Optional<String> part(String name) {
    return Optional.ofNullable(parts.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns a part that has to be there.
   *
   * @throws PortalException with code {@code INPUT} that names the part
   */
  public String require(String name) {
    return part(name)
        .orElseThrow(
            () ->
                PortalException.input(
                    "Invalid repo URL passed to publisher: https://" + this + ", missing " + name));
  }

  /** Returns the text that {@link #parse} reads, with the host in its normal form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(host);
    char separator = '?';
    for (Map.Entry<String, String> part : parts.entrySet()) {
      text.append(separator).append(part.getKey()).append('=');
      text.append(java.net.URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return text.toString();
  }

  private static String host(String address, String text) {
    String trimmed = address.strip();
    while (trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    int colon = trimmed.indexOf(':');
    String name = colon < 0 ? trimmed : trimmed.substring(0, colon);
    String port = colon < 0 ? "" : trimmed.substring(colon);
    try {
      String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      String host = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      URI uri = new URI("https://" + host + port).parseServerAuthority();
      if (uri.getHost() == null || uri.getUserInfo() != null || !uri.getRawPath().isEmpty()) {
        throw invalid(text);
      }
      return host + port;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw invalid(text);
    }
  }

  private static PortalException invalid(String text) {
    return PortalException.input(
        "Invalid repo URL passed to publisher, got "
            + text
            + "; it should look like github.com?owner=acme&repo=shop");
  }

  private static Map<String, String> query(String query) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parts.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return Collections.unmodifiableMap(parts);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw PortalException.input("Invalid repo URL: '" + text + "' is not percent-encoded");
    }
  }
}
