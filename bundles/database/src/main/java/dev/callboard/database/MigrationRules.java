package dev.callboard.database;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which statements a plugin's migration may have: those that make, change and fill tables of
 * its own schema. It protects from mistakes and from SQL that was slipped in; the limits of the
 * connection itself (no attached files, a role of its own) hold besides.
 */
final class MigrationRules {
  private static final Set<String> MAKES =
      Set.of("table", "index", "view", "trigger", "sequence", "type");

  /** First word to the kinds of things that it may be done to; empty where there are none. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          entry("create", MAKES),
          entry("alter", Set.of("table", "index", "view", "sequence", "type")),
          entry("drop", MAKES),
          entry("insert", Set.of()),
          entry("update", Set.of()),
          entry("delete", Set.of()),
          entry("with", Set.of()),
          entry("comment", Set.of()),
          entry("analyze", Set.of()));

  private static final Set<String> MODIFIERS =
      Set.of("unique", "materialized", "virtual", "or", "replace");

  /** What a name of a table can follow. */
  private static final Set<String> BEFORE_NAMES =
      Set.of(
          "table",
          "into",
          "from",
          "join",
          "update",
          "references",
          "view",
          "index",
          "trigger",
          "sequence",
          "type",
          "exists",
          "only",
          "using",
          "analyze");

  private static final Set<String> SCHEMAS =
      Set.of("public", "information_schema", "main", "temp", "sqlite_master", "sqlite_schema");
  private static final List<String> PREFIXES = List.of("pg_", "lo_", "dblink", "callboard_");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "set_config",
          "load_extension",
          "readfile",
          "writefile",
          "fts3_tokenizer",
          "query_to_xml",
          "table_to_xml",
          "schema_to_xml",
          "database_to_xml");

  private MigrationRules() {}

  /** Why the statement is refused, or empty when it may run. */
  static Optional<String> refusal(SqlStatement statement) {
    List<SqlToken> tokens = statement.tokens();
    String first = tokens.get(0).kind() == SqlToken.Kind.WORD ? tokens.get(0).lower() : "";
    if (!ALLOWED.containsKey(first)) {
      return Optional.of("statements that start with " + shown(tokens.get(0)) + " are not allowed");
    }
    Set<String> kinds = ALLOWED.get(first);
    String kind = kind(tokens);
    if (!kinds.isEmpty() && !kinds.contains(kind)) {
      return Optional.of(
          first.toUpperCase(Locale.ROOT) + " is allowed for " + String.join(", ", sorted(kinds)));
    }
    for (int i = 1; i < tokens.size(); i++) {
      Optional<String> refusal = refusal(tokens, i, kind);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static String kind(List<SqlToken> tokens) {
    return tokens.stream()
        .skip(1)
        .filter(token -> !MODIFIERS.contains(token.lower()))
        .findFirst()
        .map(SqlToken::lower)
        .orElse("");
  }

  private static Optional<String> refusal(List<SqlToken> tokens, int index, String kind) {
    SqlToken token = tokens.get(index);
    if (!token.identifier()) {
      return Optional.empty();
    }
    String name = token.lower();
    boolean appendOnly = name.equals(PlatformScripts.APPEND_ONLY) && kind.equals("trigger");
    if (!appendOnly && (FUNCTIONS.contains(name) || PREFIXES.stream().anyMatch(name::startsWith))) {
      return Optional.of("the name " + token.text() + " is reserved");
    }
    boolean qualifies = next(tokens, index, '.');
    if (qualifies && SCHEMAS.contains(name)) {
      return Optional.of("other schemas such as " + token.text() + " cannot be used");
    }
    SqlToken before = tokens.get(index - 1);
    if (qualifies && beforeName(before, tokens, index, kind)) {
      return Optional.of("names of tables must not have a schema: " + token.text() + ".");
    }
    if (token.is("schema") || (token.is("owner") && nextWord(tokens, index, "to"))) {
      return Optional.of("schema and owner cannot be changed");
    }
    if (before.symbol('&')
        && before.end() == token.start()
        && token.kind() == SqlToken.Kind.QUOTED) {
      return Optional.of("names with Unicode escapes are not allowed");
    }
    return (token.is("temp") || token.is("temporary")) && index == 1
        ? Optional.of("temporary tables are not allowed")
        : Optional.empty();
  }

  private static boolean beforeName(
      SqlToken before, List<SqlToken> tokens, int index, String kind) {
    if (before.is("from") && index > 1 && tokens.get(index - 2).is("distinct")) {
      return false;
    }
    boolean on = before.is("on") && (kind.equals("index") || kind.equals("trigger"));
    return on || (before.kind() == SqlToken.Kind.WORD && BEFORE_NAMES.contains(before.lower()));
  }

  private static boolean next(List<SqlToken> tokens, int index, char symbol) {
    return index + 1 < tokens.size() && tokens.get(index + 1).symbol(symbol);
  }

  private static boolean nextWord(List<SqlToken> tokens, int index, String word) {
    return index + 1 < tokens.size() && tokens.get(index + 1).is(word);
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private static String shown(SqlToken token) {
    return token.text().length() > 20 ? token.text().substring(0, 20) : token.text();
  }
}
