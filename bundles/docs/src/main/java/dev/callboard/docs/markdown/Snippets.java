package dev.callboard.docs.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Includes files, {@code --8<-- "path"}, {@code "path:2:5"} and {@code "path:section"}, and the
 * form of several lines. A file that is not there, or not within the sources, leaves a comment. For
 * one page.
 */
final class Snippets {
  static final int DEPTH = 8;
  static final int SIZE = 4 << 20;

  private static final Pattern LINE =
      Pattern.compile("^(\\s*)(;*)-{1,3}8<-{1,3}[ \\t]+(?:\"([^\"\\n]+)\"|'([^'\\n]+)')[ \\t]*$");
  private static final Pattern BLOCK = Pattern.compile("^(\\s*)(;*)-{1,3}8<-{1,3}[ \\t]*$");
  private static final Pattern LINES = Pattern.compile("^(.*?):(\\d{1,7})?(?::(\\d{1,7}))?$");
  private static final Pattern MARK =
      Pattern.compile("-{1,3}8<-{1,3}[ \\t]+\\[\\s*(start|end)\\s*:");

  private final SnippetFiles files;
  private final Deque<String> open = new ArrayDeque<>();
  private int size;

  Snippets(SnippetFiles files) {
    this.files = files;
  }

  List<String> expand(List<String> lines) {
    List<String> expanded = new ArrayList<>(lines.size());
    String block = null;
    for (String line : lines) {
      if (line.indexOf("8<") < 0 && block == null) {
        expanded.add(line);
        continue;
      }
      Matcher edge = BLOCK.matcher(line);
      if (edge.matches() && edge.group(2).isEmpty()) {
        block = block == null ? edge.group(1) : null;
      } else if (block != null) {
        include(line.strip(), block, expanded);
      } else {
        line(line, expanded);
      }
    }
    return expanded;
  }

  private void line(String line, List<String> expanded) {
    Matcher one = LINE.matcher(line);
    if (!one.matches()) {
      if (!MARK.matcher(line).find()) {
        expanded.add(line);
      }
      return;
    }
    if (!one.group(2).isEmpty()) {
      expanded.add(line.replaceFirst(";", ""));
      return;
    }
    include(one.group(3) == null ? one.group(4) : one.group(3), one.group(1), expanded);
  }

  private void include(String name, String indent, List<String> expanded) {
    if (name.isEmpty() || name.startsWith(";")) {
      return;
    }
    Optional<List<String>> found = open.size() < DEPTH ? find(name) : Optional.empty();
    if (found.isEmpty()) {
      expanded.add(indent + "<!-- snippet not found -->");
      return;
    }
    for (String line : found.get()) {
      size += line.length() + 1;
      if (size > SIZE) {
        return;
      }
      expanded.add(line.isEmpty() ? line : indent + line);
    }
  }

  private Optional<List<String>> find(String name) {
    Optional<String> whole = files.read(name);
    if (whole.isPresent()) {
      return Optional.of(within(name, List.of(whole.get().split("\\R", -1))));
    }
    Matcher part = LINES.matcher(name);
    if (part.matches()) {
      return files.read(part.group(1)).map(text -> within(name, lines(text, part)));
    }
    int colon = name.lastIndexOf(':');
    return colon < 0
        ? Optional.empty()
        : files
            .read(name.substring(0, colon))
            .map(text -> within(name, section(text, name.substring(colon + 1))));
  }

  private List<String> within(String name, List<String> lines) {
    if (open.contains(name)) {
      return List.of();
    }
    open.push(name);
    try {
      return expand(lines);
    } finally {
      open.pop();
    }
  }

  private static List<String> lines(String text, Matcher part) {
    List<String> all = List.of(text.split("\\R", -1));
    int from = part.group(2) == null ? 1 : Math.max(1, Integer.parseInt(part.group(2)));
    int to = part.group(3) == null ? all.size() : Integer.parseInt(part.group(3));
    return from > all.size()
        ? List.of()
        : all.subList(from - 1, Math.max(from - 1, Math.min(to, all.size())));
  }

  private static List<String> section(String text, String name) {
    List<String> section = new ArrayList<>();
    boolean inside = false;
    for (String line : text.split("\\R", -1)) {
      if (MARK.matcher(line).find() && line.replace(" ", "").contains(":" + name + "]")) {
        inside = line.contains("start");
      } else if (inside) {
        section.add(line);
      }
    }
    return section;
  }
}
