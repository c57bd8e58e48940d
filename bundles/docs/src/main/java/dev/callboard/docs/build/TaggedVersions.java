package dev.callboard.docs.build;

import dev.callboard.docs.site.Globs;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses, of the tags of a repository, those whose documentation is built. */
final class TaggedVersions {
  /** The annotation that asks for it: patterns of names of tags, separated by commas. */
  static final String ANNOTATION = "callboard.dev/techdocs-versions";

  private static final Pattern PARTS = Pattern.compile("[0-9]{1,20}|[^0-9]+");

  /** Numbers within names count as numbers, and a release comes after its candidates. */
  static final Comparator<String> BY_VERSION = TaggedVersions::compare;

  private TaggedVersions() {}

  /**
   * A version.
   *
   * @param id how it is called in addresses
   * @param name of the tag
   * @param commit of the tag
   */
  record Version(String id, String name, String commit) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("name", name);
      json.put("commit", commit);
      return json;
    }
  }

  /** Returns the newest versions, the newest first. */
  static List<Version> choose(Map<String, String> tags, String patterns, int most) {
    Globs globs = new Globs(Arrays.stream(patterns.split(",")).map(String::strip).toList());
    Set<String> taken = new HashSet<>();
    List<Version> versions = new ArrayList<>();
    tags.keySet().stream()
        .filter(globs::matches)
        .sorted(BY_VERSION.reversed())
        .forEach(
            name -> {
              String id = id(name);
              if (versions.size() < most && !id.isEmpty() && taken.add(id)) {
                versions.add(new Version(id, name, tags.get(name)));
              }
            });
    return List.copyOf(versions);
  }

  private static String id(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.]+", "");
  }

  private static int compare(String one, String other) {
    Matcher left = PARTS.matcher(one);
    Matcher right = PARTS.matcher(other);
    while (true) {
      boolean more = left.find();
      if (!right.find()) {
        return more ? longer(left.group()) : 0;
      }
      if (!more) {
        return -longer(right.group());
      }
      int order = part(left.group(), right.group());
      if (order != 0) {
        return order;
      }
    }
  }

  /** What goes on with a dash or a letter is a candidate of what ends there. */
  private static int longer(String rest) {
    return rest.startsWith(".") || Character.isDigit(rest.charAt(0)) ? 1 : -1;
  }

  private static int part(String one, String other) {
    boolean numbers = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
    return numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
  }
}
