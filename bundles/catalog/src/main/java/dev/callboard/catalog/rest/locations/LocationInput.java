package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What somebody wants to have registered. A target need not be a URL that can be read now, but it
 * ends up in links that people follow, so it must not be a script or carry a password.
 *
 * @param type always {@code url}
 * @param target the target
 */
record LocationInput(String type, String target) {
  private static final String URL = "url";
  private static final Pattern IGNORED_BY_BROWSERS = Pattern.compile("[\\p{Cntrl}\\s]");
  private static final Pattern CREDENTIALS = Pattern.compile("[^/?#]*://[^/?#]*@.*");

  /**
   * Reads a body.
   *
   * @param required the fields that have to be there, in the order they are missed
   */
  static LocationInput of(Map<String, Object> content, String... required) {
    Input body = Input.body(content).require(required).only("type", "target", "presence");
    String type = body.text("type");
    String target = body.text("target");
    String presence = body.text("presence");
    if (presence != null && !List.of("required", "optional").contains(presence)) {
      throw PortalException.input(
          "request/body/presence must be equal to one of the allowed values: required, optional");
    }
    if (!URL.equals(type)) {
      throw PortalException.input("Registered locations must be of an allowed type [\"url\"]");
    }
    check(target);
    return new LocationInput(type, target);
  }

  private static void check(String target) {
    if (target.isBlank()) {
      throw PortalException.input("request/body/target must NOT be blank");
    }
    String plain = IGNORED_BY_BROWSERS.matcher(target).replaceAll("").toLowerCase(Locale.ROOT);
    if (plain.startsWith("javascript:")) {
      throw PortalException.input("request/body/target must NOT be a javascript: URL");
    }
    if (CREDENTIALS.matcher(target).matches()) {
      throw PortalException.input(
          "request/body/target must NOT contain credentials; configure them under integrations");
    }
  }
}
