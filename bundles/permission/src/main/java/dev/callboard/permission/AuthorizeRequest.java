package dev.callboard.permission;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of {@code POST /authorize}, in Backstage's shape. */
final class AuthorizeRequest {
  private AuthorizeRequest() {}

  /**
   * One question.
   *
   * @param id chosen by the client
   * @param permission what is to be done
   * @param resourceRefs to what; empty when the question names none
   */
  record Item(String id, Permission permission, List<String> resourceRefs) {}

  static List<Item> items(Map<String, Object> body) {
    if (body == null || !(body.get("items") instanceof List<?> list)) {
      throw PortalException.input("The body must be an object with the list 'items'");
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(item(list.get(i), "items[" + i + "]"));
    }
    return items;
  }

  private static Item item(Object json, String where) {
    Map<?, ?> item = object(json, where);
    Map<?, ?> permission = object(item.get("permission"), where + ".permission");
    return new Item(
        text(item.get("id"), where + ".id"),
        permission(permission, where + ".permission"),
        resourceRefs(item, where));
  }

  private static Permission permission(Map<?, ?> json, String where) {
    String name = text(json.get("name"), where + ".name");
    Map<?, ?> attributes = object(json.get("attributes"), where + ".attributes");
    String action =
        attributes.get("action") == null
            ? ""
            : text(attributes.get("action"), where + ".attributes.action");
    String type = text(json.get("type"), where + ".type");
    return switch (type) {
      case "basic" -> Permission.basic(name, action);
      case "resource" ->
          Permission.resource(
              name, action, text(json.get("resourceType"), where + ".resourceType"));
      default -> throw PortalException.input(where + ".type must be 'basic' or 'resource'");
    };
  }

  private static List<String> resourceRefs(Map<?, ?> item, String where) {
    Object value = item.get("resourceRef");
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(ref -> text(ref, where + ".resourceRef")).toList();
    }
    return List.of(text(value, where + ".resourceRef"));
  }

  private static Map<?, ?> object(Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw PortalException.input(where + " must be an object");
  }

  private static String text(Object value, String where) {
    return Optional.ofNullable(value)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> PortalException.input(where + " must be a text that is not empty"));
  }
}
