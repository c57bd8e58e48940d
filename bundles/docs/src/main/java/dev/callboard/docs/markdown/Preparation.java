package dev.callboard.docs.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done with the lines of a page before they are parsed: abbreviations are taken out, and
 * blocks that are told by their indentation are closed by a blank line, as a line that follows them
 * would else be read as part of their last paragraph.
 *
 * @param text what is parsed
 * @param abbreviations what they stand for
 */
record Preparation(String text, Map<String, String> abbreviations) {
  static final int ABBREVIATIONS = 500;

  private static final Pattern ABBREVIATION =
      Pattern.compile("^ {0,3}\\*\\[([^\\]\\n]{1,80})\\][ ]?:[ ]*(\\S.*)$");
  private static final Pattern OPENS =
      Pattern.compile(
          "^([ \\t>]*)(?:!!! ?[\\w\"-].*|\\?{3}\\+? ?[\\w\"-].*|={3}[+!]{0,2} +\".*\"\\s*)$");

  static Preparation of(List<String> lines) {
    Map<String, String> abbreviations = new LinkedHashMap<>();
    List<String> kept = new ArrayList<>(lines.size() + 16);
    CodeFences fences = new CodeFences();
    int open = -1;
    for (String line : lines) {
      boolean code = fences.covers(line);
      int indent = indent(line);
      if (open >= 0 && !line.isBlank() && indent < open + 4) {
        if (!kept.isEmpty() && !kept.get(kept.size() - 1).isBlank()) {
          kept.add("");
        }
        open = -1;
      }
      if (!code) {
        Matcher abbreviation = line.indexOf("*[") < 0 ? null : ABBREVIATION.matcher(line);
        if (abbreviation != null
            && abbreviation.matches()
            && abbreviations.size() < ABBREVIATIONS) {
          abbreviations.putIfAbsent(abbreviation.group(1), abbreviation.group(2).strip());
          continue;
        }
        Matcher opens = OPENS.matcher(line);
        if (opens.matches() && open < 0) {
          open = indent;
        }
      }
      kept.add(line);
    }
    return new Preparation(String.join("\n", kept), abbreviations);
  }

  private static int indent(String line) {
    int columns = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ' ') {
        columns++;
      } else if (line.charAt(i) == '\t') {
        columns += 4 - columns % 4;
      } else {
        return columns;
      }
    }
    return columns;
  }
}
