package dev.callboard.ownership.people;

import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the operator says about people.
 *
 * @param bots names and e-mail addresses of machines
 * @param aliases users by further names and e-mail addresses, in lower case
 * @param handles owners by how CODEOWNERS names them, in lower case
 * @param minMembers how many members make a group a live one
 */
public record PeopleSettings(
    List<Pattern> bots, Map<String, String> aliases, Map<String, String> handles, int minMembers) {
  private static final List<String> BOTS =
      List.of(
          "*[bot]",
          "*[bot]@*",
          "*-bot",
          "dependabot*",
          "renovate*",
          "github-actions*",
          "noreply@github.com",
          "project_*_bot*@*");

  /** Copies the collections. */
  public PeopleSettings {
    bots = List.copyOf(bots);
    aliases = Map.copyOf(aliases);
    handles = Map.copyOf(handles);
  }

  /** Reads the section {@code ownership}. */
  public static PeopleSettings of(Config config) {
    List<String> bots = config.has("ownership.bots") ? config.strings("ownership.bots") : BOTS;
    Map<String, String> aliases = new HashMap<>();
    for (Config alias : config.sections("ownership.aliases")) {
      String user = alias.string("user").orElse("").toLowerCase(Locale.ROOT);
      List<String> also = new ArrayList<>(alias.strings("emails"));
      also.addAll(alias.strings("names"));
      also.forEach(each -> aliases.put(each.toLowerCase(Locale.ROOT), user));
    }
    Map<String, String> handles = new HashMap<>();
    for (Config each : config.sections("ownership.codeOwners")) {
      each.string("name")
          .ifPresent(
              name ->
                  handles.put(
                      name.toLowerCase(Locale.ROOT),
                      each.string("owner").orElse("").toLowerCase(Locale.ROOT)));
    }
    long members = config.number("ownership.minMembers").orElse(2L);
    return new PeopleSettings(
        bots.stream().map(PeopleSettings::pattern).toList(), aliases, handles, (int) members);
  }

  private static Pattern pattern(String glob) {
    String[] parts = glob.split("\\*", -1);
    StringBuilder out = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      out.append(".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(out.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  boolean isBot(String name, String email) {
    return bots.stream()
        .anyMatch(each -> each.matcher(name).matches() || each.matcher(email).matches());
  }

  /** Returns a text that differs when histories have to be counted anew. */
  public String key() {
    return Integer.toHexString(
        (bots.stream().map(Pattern::pattern).toList() + " " + new java.util.TreeMap<>(aliases))
            .hashCode());
  }
}
