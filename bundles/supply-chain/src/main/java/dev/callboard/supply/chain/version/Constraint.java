package dev.callboard.supply.chain.version;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on a version that all have to hold, such as {@code >=2.0,<2.17}. A version by itself
 * means this one. Immutable.
 */
public final class Constraint {
  private static final Pattern PART = Pattern.compile("(<=|>=|<|>|=|!=)?\\s*([^\\s<>=!,]{1,200})");

  private record Part(String operator, String version) {}

  private final List<Part> parts;

  private Constraint(List<Part> parts) {
    this.parts = parts;
  }

  /** Reads conditions, joined by commas; an empty text holds for all versions. */
  public static Constraint of(String text) {
    List<Part> parts = new ArrayList<>();
    for (String each : text.isBlank() ? new String[0] : text.split(",")) {
      Matcher matcher = PART.matcher(each.strip());
      if (!matcher.matches()) {
        throw PortalException.input("version must be such as <2.17, >=2.0,<2.17 or 2.14.1");
      }
      parts.add(new Part(matcher.group(1) == null ? "=" : matcher.group(1), matcher.group(2)));
    }
    return new Constraint(parts);
  }

  /**
   * Returns whether a version meets the conditions.
   *
   * @param ecosystem by whose rules; one without known rules is ordered semantically
   */
  public boolean isMet(String ecosystem, String version) {
    VersionOrder order = VersionOrder.of(ecosystem).orElse(SemanticOrder.INSTANCE);
    for (Part part : parts) {
      int is = version.isEmpty() ? 0 : order.compare(version, part.version());
      boolean met =
          switch (part.operator()) {
            case "<" -> is < 0;
            case "<=" -> is <= 0;
            case ">" -> is > 0;
            case ">=" -> is >= 0;
            case "!=" -> is != 0;
            default -> is == 0;
          };
      if (!met || version.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
