package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A migration: a numbered file of SQL.
 *
 * @param number its place in the order
 * @param name the name of the file
 * @param sql its content
 */
record Script(long number, String name, String sql) {
  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,15})-([A-Za-z0-9_.-]+?)(\\.sqlite|\\.postgresql)?\\.sql");

  /**
   * Puts the files for a database in order.
   *
   * @param files names to contents
   * @throws MigrationException when a name does not fit or two have the same number
   */
  static List<Script> of(Map<String, String> files, Dialect dialect) {
    Map<Long, Script> scripts = new TreeMap<>();
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      Matcher matcher = NAME.matcher(file.getKey());
      if (!matcher.matches()) {
        throw new MigrationException(
            file.getKey(), "the name must be like 001-tables.sql or 001-tables.sqlite.sql");
      }
      if (!isFor(dialect, matcher.group(3))) {
        continue;
      }
      Script script = new Script(Long.parseLong(matcher.group(1)), file.getKey(), file.getValue());
      Script other = scripts.put(script.number(), script);
      if (other != null) {
        throw new MigrationException(file.getKey(), "has the same number as " + other.name());
      }
    }
    List<Script> ordered = new ArrayList<>(scripts.values());
    ordered.sort(Comparator.comparingLong(Script::number));
    return ordered;
  }

  private static boolean isFor(Dialect dialect, String suffix) {
    return suffix == null || suffix.equals(dialect == Dialect.SQLITE ? ".sqlite" : ".postgresql");
  }

  /** The digest of the content; line ends do not count, because version control changes them. */
  String checksum() {
    try {
      byte[] bytes = sql.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
