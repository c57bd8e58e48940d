package dev.callboard.docs.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an event {@code source.push} tells.
 *
 * @param repository the address of the repository, in lower case, without {@code .git}
 * @param branch that was pushed to
 * @param isDefault whether it is the branch that addresses without one mean
 * @param paths that were changed or removed
 * @param complete whether those are all
 */
record PushedFiles(
    String repository, String branch, boolean isDefault, List<String> paths, boolean complete) {
  /** The topic of the events. */
  static final String TOPIC = "source.push";

  /** What stands between repository and branch in the addresses of the hosts. */
  private static final Pattern PAGE =
      Pattern.compile("^/(?:-/)?(?:tree|blob|raw|edit|src/branch|src|browse)(?:/(.*))?$");

  private static final Pattern AT = Pattern.compile("[?&]at=(?:refs/heads/)?([^&]+)");

  /** Returns what the payload of an event tells; empty when it tells nothing that we know. */
  static Optional<PushedFiles> of(Map<String, Object> payload) {
    if (!(payload.get("url") instanceof String url)
        || !(payload.get("branch") instanceof String branch)
        || url.isBlank()
        || branch.isBlank()) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>(texts(payload.get("changed")));
    paths.addAll(texts(payload.get("removed")));
    return Optional.of(
        new PushedFiles(
            plain(url),
            branch,
            Boolean.TRUE.equals(payload.get("defaultBranch")),
            List.copyOf(paths),
            Boolean.TRUE.equals(payload.get("complete"))));
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static String plain(String url) {
    String text = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    text = text.endsWith(".git") ? text.substring(0, text.length() - ".git".length()) : text;
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the changed paths below the folder that an address names, as seen from there; empty
   * when the folder is not of this push. When not all paths are known, the list has one empty path.
   */
  Optional<List<String>> below(String tree) {
    return folder(tree)
        .map(folder -> complete ? below(folder, paths) : List.of(""))
        .filter(changed -> !changed.isEmpty());
  }

  private static List<String> below(String folder, List<String> paths) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return paths.stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  private Optional<String> folder(String tree) {
    if (!tree.toLowerCase(Locale.ROOT).startsWith(repository)) {
      return Optional.empty();
    }
    String rest = tree.substring(repository.length());
    rest = rest.startsWith(".git") ? rest.substring(".git".length()) : rest;
    int query = rest.indexOf('?');
    String page = query < 0 ? rest : rest.substring(0, query);
    page = page.endsWith("/") ? page.substring(0, page.length() - 1) : page;
    if (page.isEmpty()) {
      return isDefault ? Optional.of("") : Optional.empty();
    }
    Matcher below = PAGE.matcher(page);
    if (!below.matches()) {
      return Optional.empty();
    }
    String path = below.group(1) == null ? "" : decoded(below.group(1));
    return page.startsWith("/browse") ? browsed(path, rest) : branched(path);
  }

  /** Bitbucket Server names the branch behind the path. */
  private Optional<String> browsed(String path, String rest) {
    Matcher at = AT.matcher(rest);
    boolean ours = at.find() ? decoded(at.group(1)).equals(branch) : isDefault;
    return ours ? Optional.of(path) : Optional.empty();
  }

  /** Branches may have slashes, so that the address is asked for the branch, not read for it. */
  private Optional<String> branched(String path) {
    for (String name : isDefault ? List.of(branch, "HEAD") : List.of(branch)) {
      if (path.equals(name)) {
        return Optional.of("");
      }
      if (path.startsWith(name + "/")) {
        return Optional.of(path.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return java.net.URLDecoder.decode(
          text.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
