package dev.callboard.ownership.codeowners;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that says who owns which paths. In a section the last rule that matches counts, and a path
 * is owned by what all sections say; GitHub knows one section only. Lines that are no rule are
 * passed over. Immutable.
 *
 * <p>Rules: the vendors' documentation of the syntax of {@code CODEOWNERS}.
 */
public final class CodeOwners {
  private static final int MOST_RULES = 20_000;
  private static final Pattern SECTION =
      Pattern.compile("^\\^?\\[([^\\]]*[^\\]\\s][^\\]]*)](?:\\[\\d+])?(?:\\s+(.*))?$");
  private static final Pattern OWNER =
      Pattern.compile("@@?[\\w.-]+(?:/[\\w.-]+)*|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
  private static final Pattern SPACE = Pattern.compile("(?<!\\\\)\\s+");

  private final List<CodeOwnersRule> rules;

  private CodeOwners(List<CodeOwnersRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Who owns a path.
   *
   * @param owners as they are written, such as {@code @org/team}; empty when nobody does
   * @param lines the numbers of the lines that say so
   * @param text of the last of them
   */
  public record Owned(Set<String> owners, List<Integer> lines, String text) {
    /** Copies the lists. */
    public Owned {
      owners = Set.copyOf(owners);
      lines = List.copyOf(lines);
    }
  }

  /** Reads a file. */
  public static CodeOwners parse(String text, CodeOwnersSyntax syntax) {
    List<CodeOwnersRule> rules = new ArrayList<>();
    String section = "";
    List<String> defaults = List.of();
    String[] lines = text.split("\r?\n|\r", -1);
    for (int i = 0; i < lines.length && rules.size() < MOST_RULES; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher head = SECTION.matcher(line);
      if (syntax == CodeOwnersSyntax.GITLAB && head.matches()) {
        section = head.group(1).strip().toLowerCase(Locale.ROOT);
        defaults = owners(head.group(2) == null ? "" : head.group(2));
      } else {
        rule(i + 1, section, line, defaults, syntax, rules);
      }
    }
    return new CodeOwners(rules);
  }

  private static void rule(
      int number,
      String section,
      String line,
      List<String> defaults,
      CodeOwnersSyntax syntax,
      List<CodeOwnersRule> rules) {
    boolean gitLab = syntax == CodeOwnersSyntax.GITLAB;
    boolean excludes = line.startsWith("!");
    String body = gitLab && excludes ? line.substring(1) : line;
    // GitLab has no comments behind a rule: whom they name owns, too
    String plain = gitLab ? body : body.replaceFirst("\\s#.*$", "");
    String[] parts = SPACE.split(plain, 2);
    boolean refused = !gitLab && (excludes || parts[0].contains("[") || parts[0].startsWith("\\#"));
    if (parts[0].isEmpty() || refused) {
      return;
    }
    List<String> owners = owners(parts.length < 2 ? "" : parts[1]);
    Pattern pattern = gitLab ? PathPattern.gitLab(parts[0]) : PathPattern.gitHub(parts[0]);
    rules.add(
        new CodeOwnersRule(
            number,
            section,
            line,
            pattern,
            owners.isEmpty() ? defaults : owners,
            gitLab && excludes));
  }

  private static List<String> owners(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (String word : text.split("[\\s,]+")) {
      if (OWNER.matcher(word).matches()) {
        found.add(word);
      }
    }
    return List.copyOf(found);
  }

  /** Returns who owns a path from the root of the repository, without a slash at its beginning. */
  public Owned of(String path) {
    Map<String, CodeOwnersRule> last = new LinkedHashMap<>();
    Set<String> excluded = new LinkedHashSet<>();
    for (CodeOwnersRule rule : rules) {
      if (excluded.contains(rule.section()) || !rule.matches(path)) {
        continue;
      }
      if (rule.excludes()) {
        excluded.add(rule.section());
        last.remove(rule.section());
      } else {
        last.put(rule.section(), rule);
      }
    }
    Set<String> owners = new LinkedHashSet<>();
    List<Integer> lines = new ArrayList<>();
    String text = "";
    for (CodeOwnersRule rule : last.values()) {
      owners.addAll(rule.owners());
      lines.add(rule.line());
      text = rule.text();
    }
    return new Owned(owners, lines, text);
  }

  /** Returns whether there is no rule. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }
}
