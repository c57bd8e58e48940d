package dev.callboard.supply.chain.rest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.format.VulnerabilityIds;
import dev.callboard.supply.chain.model.Severity;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which findings are wanted: conditions that all have to hold. */
final class FindingFilter {
  /** The findings with a decision that a second person has to agree to. */
  static final String AWAITING =
      "SELECT finding_id FROM decision WHERE awaiting = 1 AND ended_ms IS NULL";

  private final StringBuilder sql = new StringBuilder(" WHERE 1 = 1");
  private final List<Object> values = new ArrayList<>();

  static FindingFilter of(MultivaluedMap<String, String> given) {
    FindingFilter filter = new FindingFilter();
    filter.states(given.getOrDefault("state", List.of()));
    String severity = text(given, "minSeverity");
    if (!severity.isEmpty()) {
      Severity least = Severity.ofText(severity);
      if (least == Severity.UNKNOWN) {
        throw PortalException.input(
            "minSeverity must be one of critical, high, medium, low and none");
      }
      filter.and("severity >= ?", least.ordinal());
    }
    String exploited = text(given, "knownExploited");
    if (!exploited.isEmpty()) {
      filter.and("kev = ?", Boolean.parseBoolean(exploited) ? 1 : 0);
    }
    if (Boolean.parseBoolean(text(given, "awaiting"))) {
      filter.sql.append(" AND id IN (").append(AWAITING).append(')');
    }
    String id = text(given, "vulnerability");
    if (!id.isEmpty()) {
      filter.and(
          "id IN (SELECT finding_id FROM finding_alias WHERE alias = ?)", VulnerabilityIds.of(id));
    }
    filter.like("lower(packages) LIKE ? ESCAPE '!'", text(given, "package"), 1);
    filter.like(
        "(lower(title) LIKE ? ESCAPE '!' OR lower(aliases) LIKE ? ESCAPE '!'"
            + " OR lower(packages) LIKE ? ESCAPE '!' OR entity_ref LIKE ? ESCAPE '!')",
        text(given, "search"),
        4);
    return filter;
  }

  private static String text(MultivaluedMap<String, String> given, String name) {
    String text = given.getFirst(name);
    return text == null ? "" : text.strip();
  }

  /** What is not wanted is named: an index by state would not give the order of the list. */
  private void states(List<String> names) {
    if (names.contains("all")) {
      return;
    }
    Set<FindingState> others = EnumSet.allOf(FindingState.class);
    if (names.isEmpty()) {
      others.removeAll(FindingState.ACTIVE);
    }
    names.forEach(name -> others.remove(FindingState.of(name)));
    if (!others.isEmpty()) {
      sql.append(" AND state NOT IN (?").append(", ?".repeat(others.size() - 1)).append(')');
      others.forEach(each -> values.add(each.name()));
    }
  }

  private void like(String condition, String words, int times) {
    if (!words.isEmpty()) {
      String like = "%" + words.toLowerCase(Locale.ROOT).replaceAll("[%_!]", "!$0") + "%";
      sql.append(" AND ").append(condition);
      for (int i = 0; i < times; i++) {
        values.add(like);
      }
    }
  }

  FindingFilter and(String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
    return this;
  }

  String sql() {
    return sql.toString();
  }

  Object[] values() {
    return values.toArray();
  }
}
