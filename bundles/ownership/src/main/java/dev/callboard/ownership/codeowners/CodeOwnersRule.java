package dev.callboard.ownership.codeowners;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One line.
 *
 * @param line its number, from 1
 * @param section in lower case, empty for none
 * @param text of the line
 * @param pattern which paths it is for
 * @param owners as they are written; none takes them away
 * @param excludes whether it takes paths out of its section for good
 */
record CodeOwnersRule(
    int line, String section, String text, Pattern pattern, List<String> owners, boolean excludes) {
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
