package dev.callboard.integrations;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a JSON API says is wrong. GitHub, GitLab, Gitea and Bitbucket say it in members called
 * {@code message}, {@code error}, {@code error_description} or {@code errors}, as texts, or objects
 * and lists of them.
 */
final class Problems {
  private static final List<String> MEMBERS =
      List.of("message", "error", "error_description", "errors", "detail", "field", "code");
  private static final Set<String> PUBLIC = Set.of("accept", "x-github-api-version");
  private static final int LONGEST = 500;
  private static final int DEEPEST = 4;

  private final List<String> secrets;

  /** Takes out what the headers carry, other than those that everybody knows. */
  Problems(Map<String, String> headers) {
    Set<String> all = new LinkedHashSet<>();
    headers.forEach(
        (name, value) -> {
          if (!PUBLIC.contains(name.toLowerCase(Locale.ROOT))) {
            String last = value.substring(value.lastIndexOf(' ') + 1);
            all.add(last);
            password(value, last).ifPresent(all::add);
          }
        });
    all.remove("");
    secrets = all.stream().sorted(Comparator.comparing(String::length).reversed()).toList();
  }

  /** What Basic credentials hold is the secret, too. */
  private static Optional<String> password(String value, String encoded) {
    if (!value.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return Optional.of(both.substring(both.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String text(Object body) {
    List<String> texts = new ArrayList<>();
    collect(body, texts, 0);
    String text = String.join(", ", new LinkedHashSet<>(texts)).replaceAll("\\p{Cntrl}+", " ");
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static void collect(Object value, List<String> texts, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      boolean known = MEMBERS.stream().anyMatch(map::containsKey);
      for (Map.Entry<?, ?> member : map.entrySet()) {
        // GitLab's message may be an object: which field, and what is wrong with it.
        if (!known && depth > 0) {
          List<String> inner = new ArrayList<>();
          collect(member.getValue(), inner, depth + 1);
          texts.add(member.getKey() + " " + String.join(", ", inner));
        } else if (MEMBERS.contains(String.valueOf(member.getKey()))) {
          collect(member.getValue(), texts, depth + 1);
        }
      }
    } else if (value instanceof List<?> list) {
      list.stream().limit(10).forEach(item -> collect(item, texts, depth + 1));
    } else if (value instanceof String text && depth > 0) {
      texts.add(text);
    }
  }
}
