package dev.callboard.permission.role;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value of a policy that knows where it stands.
 *
 * @param value a map of texts to trees, a list of trees, a text, number or truth value, or null
 * @param where such as {@code policy.yaml, line 3, column 5} or {@code allow[0].when}
 */
record Tree(Object value, String where) {
  /** Returns JSON values as a tree whose places are paths. */
  static Tree of(Object json, String path) {
    if (json instanceof Map<?, ?> map) {
      Map<String, Tree> trees = new LinkedHashMap<>();
      map.forEach(
          (key, value) ->
              trees.put("" + key, of(value, path.isEmpty() ? "" + key : path + "." + key)));
      return new Tree(trees, path);
    }
    if (json instanceof List<?> list) {
      List<Tree> trees = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        trees.add(of(list.get(i), path + "[" + i + "]"));
      }
      return new Tree(trees, path);
    }
    return new Tree(json, path);
  }

  /** Returns the tree as JSON values. */
  Object json() {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> json = new LinkedHashMap<>();
      map.forEach((key, tree) -> json.put((String) key, ((Tree) tree).json()));
      return json;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(tree -> ((Tree) tree).json()).toList();
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  Map<String, Tree> object(String what) {
    if (value instanceof Map<?, ?>) {
      return (Map<String, Tree>) value;
    }
    throw wrong(what + " must be an object");
  }

  /** Returns an object that has no keys but these. */
  Map<String, Tree> object(String what, Set<String> known) {
    Map<String, Tree> object = object(what);
    object.forEach(
        (key, tree) -> {
          if (!known.contains(key)) {
            throw tree.wrong(
                what + " has the unknown key '" + key + "'; known are " + new TreeSet<>(known));
          }
        });
    return object;
  }

  @SuppressWarnings("unchecked")
  List<Tree> list(String what) {
    if (value instanceof List<?>) {
      return (List<Tree>) value;
    }
    throw wrong(what + " must be a list");
  }

  /** Returns the texts of a list that is not empty; a single text counts as a list of one. */
  List<String> texts(String what) {
    if (value instanceof String) {
      return List.of(text(what));
    }
    List<Tree> list = list(what);
    if (list.isEmpty()) {
      throw wrong(what + " must not be empty");
    }
    return list.stream().map(tree -> tree.text("each of " + what)).toList();
  }

  String text(String what) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(what + " must be a text that is not empty");
  }

  PortalException wrong(String message) {
    return PortalException.input(where.isEmpty() ? message : where + ": " + message);
  }
}
