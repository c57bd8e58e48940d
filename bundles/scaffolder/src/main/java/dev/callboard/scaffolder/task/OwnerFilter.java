package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Which tasks somebody may see, as a part of a query, so that counts are exact.
 *
 * @param sql a condition on the table of tasks
 * @param parameters what it asks for
 */
public record OwnerFilter(String sql, List<Object> parameters) {
  /** The rule of tasks. */
  public static final String RULE = "IS_TASK_OWNER";

  /** The rule of tasks of which a step asks, or asked, somebody. */
  public static final String APPROVER_RULE = "IS_TASK_APPROVER";

  /** Each task. */
  public static final OwnerFilter ALL = new OwnerFilter("1 = 1", List.of());

  private static final OwnerFilter NONE = new OwnerFilter("1 = 0", List.of());

  /** Returns what a decision lets through. */
  public static OwnerFilter of(Decision decision) {
    return switch (decision.effect()) {
      case ALLOW -> ALL;
      case CONDITIONAL -> of(decision.condition().orElseThrow());
      case DENY -> NONE;
    };
  }

  /** Returns what a condition lets through. */
  public static OwnerFilter of(Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return joined(all.conditions(), " AND ");
    }
    if (condition instanceof Condition.AnyOf any) {
      return joined(any.conditions(), " OR ");
    }
    if (condition instanceof Condition.Not not) {
      OwnerFilter inner = of(not.condition());
      return new OwnerFilter("NOT (" + inner.sql + ")", inner.parameters);
    }
    Condition.Rule rule = (Condition.Rule) condition;
    if (rule.name().equals(APPROVER_RULE)
        && rule.params().get("approvers") instanceof List<?> approvers) {
      OwnerFilter in = in("a.approver", approvers.stream().map(String::valueOf).toList());
      return new OwnerFilter(
          "EXISTS (SELECT 1 FROM task_approvers a WHERE a.task_id = tasks.id AND " + in.sql + ")",
          in.parameters);
    }
    if (!rule.name().equals(RULE) || !(rule.params().get("createdBy") instanceof List<?> owners)) {
      throw new PortalException(
          ErrorCode.INTERNAL,
          "The permission policy answered with a condition that tasks do not have: " + rule.name());
    }
    return ownersInAnyCase(owners.stream().map(String::valueOf).toList());
  }

  /** References mean the same in any case, and a "not" must not let through what is spelled so. */
  private static OwnerFilter ownersInAnyCase(List<String> owners) {
    return in(
        "LOWER(created_by)", owners.stream().map(owner -> owner.toLowerCase(Locale.ROOT)).toList());
  }

  /** Returns the tasks that one of these created. */
  public static OwnerFilter owners(List<String> owners) {
    return in("created_by", owners);
  }

  /** Returns the tasks with one of these values in a column. */
  static OwnerFilter in(String column, List<String> values) {
    if (values.isEmpty()) {
      return NONE;
    }
    return new OwnerFilter(
        column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
        List.copyOf(values));
  }

  /** Returns what both let through. */
  public OwnerFilter and(OwnerFilter other) {
    return join(List.of(this, other), " AND ");
  }

  private static OwnerFilter joined(List<Condition> conditions, String word) {
    return join(conditions.stream().map(OwnerFilter::of).toList(), word);
  }

  private static OwnerFilter join(List<OwnerFilter> filters, String word) {
    List<Object> parameters = new ArrayList<>();
    filters.forEach(filter -> parameters.addAll(filter.parameters));
    return new OwnerFilter(
        String.join(word, filters.stream().map(filter -> "(" + filter.sql + ")").toList()),
        parameters);
  }
}
