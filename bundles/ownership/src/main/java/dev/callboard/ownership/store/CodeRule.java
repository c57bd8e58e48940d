package dev.callboard.ownership.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Which owners lines of CODEOWNERS give to how many files of an entity.
 *
 * @param lines their numbers, with commas
 * @param file where they are
 * @param rule the last of them
 * @param owners as they are written
 * @param files how many
 */
public record CodeRule(String lines, String file, String rule, List<String> owners, int files) {
  private static final int MOST_TEXT = 500;

  /** Copies the list. */
  public CodeRule {
    owners = List.copyOf(owners);
  }

  /** Returns the rules for an entity, those for the most files first. */
  public static List<CodeRule> of(Connection c, String entityRef) throws SQLException {
    return Sql.list(
        c,
        row ->
            new CodeRule(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).isEmpty() ? List.of() : List.of(row.getString(4).split(" ")),
                row.getInt(5)),
        "SELECT lines, file, rule, owners, files FROM code_rule WHERE entity_ref = ?"
            + " ORDER BY files DESC, lines",
        entityRef);
  }

  /** Puts the rules for an entity in place of those before. */
  public static void put(Connection c, String entityRef, List<CodeRule> rules) throws SQLException {
    Sql.update(c, "DELETE FROM code_rule WHERE entity_ref = ?", entityRef);
    Sql.batch(
        c,
        "INSERT INTO code_rule (entity_ref, lines, file, rule, owners, files)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        rules.stream()
            .map(
                each ->
                    new Object[] {
                      entityRef,
                      each.lines,
                      each.file,
                      Sql.storable(each.rule.substring(0, Math.min(MOST_TEXT, each.rule.length()))),
                      String.join(" ", each.owners),
                      each.files
                    })
            .toList());
  }
}
