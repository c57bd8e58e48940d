package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which tasks to list.
 *
 * @param visible those that the caller may see
 * @param createdBy by whom; empty for anybody
 * @param statuses in which state; empty for any
 * @param order columns as SQL
 * @param limit how many at the most
 * @param offset how many to pass over
 */
public record TaskQuery(
    OwnerFilter visible,
    List<String> createdBy,
    List<String> statuses,
    String order,
    int limit,
    int offset) {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "created_at", "created_at",
          "createdAt", "created_at",
          "last_heartbeat_at", "heartbeat_at",
          "status", "status",
          "created_by", "created_by",
          "createdBy", "created_by");

  /**
   * Reads the parameters {@code order}, each {@code asc:<field>} or {@code desc:<field>}.
   *
   * @throws PortalException with code {@code INPUT} for one that is neither, or a field that tasks
   *     are not ordered by
   */
  public static String order(List<String> parameters) {
    StringBuilder order = new StringBuilder();
    for (String parameter : parameters) {
      int colon = parameter.indexOf(':');
      String direction = colon < 0 ? "" : parameter.substring(0, colon);
      if (!direction.equals("asc") && !direction.equals("desc")) {
        throw PortalException.input(
            "Invalid order parameter \""
                + parameter
                + "\", expected \"<asc or desc>:<field name>\"");
      }
      String column = COLUMNS.get(parameter.substring(colon + 1));
      if (column == null) {
        throw PortalException.input(
            "Invalid order parameter \""
                + parameter
                + "\", the field must be one of created_at, created_by, last_heartbeat_at, status");
      }
      order.append(column).append(' ').append(direction).append(", ");
    }
    return order + (order.isEmpty() ? "created_at DESC, id" : "id");
  }

  OwnerFilter filter() {
    OwnerFilter filter = visible;
    if (!createdBy.isEmpty()) {
      filter = filter.and(OwnerFilter.in("created_by", createdBy));
    }
    if (statuses.isEmpty()) {
      return filter;
    }
    List<String> stored = new ArrayList<>(statuses);
    if (statuses.contains(TaskStatus.PROCESSING.text())) {
      // Clients know of no other state of a task that has begun.
      stored.add("waiting");
    }
    return filter.and(OwnerFilter.in("status", stored));
  }
}
