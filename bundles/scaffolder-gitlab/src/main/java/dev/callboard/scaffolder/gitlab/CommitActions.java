package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.publish.GitPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Turns files of a workspace into the actions of a commit over GitLab's API. */
final class CommitActions {
  private static final String AUTO = "auto";

  private final GitLab gitlab;
  private final String project;
  private final String action;

  /**
   * Creates a converter.
   *
   * @param action what to do with each file; {@code auto} looks at what is there
   */
  CommitActions(GitLab gitlab, String project, String action) {
    this.gitlab = gitlab;
    this.project = project;
    this.action = action;
  }

  /**
   * Returns the actions.
   *
   * @param branch what is compared with
   * @param target where the files go, empty or with a slash at its end
   */
  List<Object> of(GitPublisher publisher, Workspace source, String branch, String target)
      throws IOException {
    List<Object> actions = new ArrayList<>();
    if (action.equals("skip")) {
      return actions;
    }
    List<WorkspaceEntry> files = publisher.files(source);
    Map<String, String> there = action.equals(AUTO) ? there(branch, target) : Map.of();
    for (WorkspaceEntry file : files) {
      byte[] content = source.readBytes(file.path());
      String path = target + file.path();
      String what = action.equals(AUTO) ? decide(there.get(path), content) : action;
      if (!what.equals("skip")) {
        actions.add(one(what, path, content, file.executable()));
      }
    }
    return actions;
  }

  private static Map<String, Object> one(
      String what, String path, byte[] content, boolean executable) {
    RestBody body = RestBody.of().with("action", what).with("file_path", path);
    if (!what.equals("delete")) {
      body.with("encoding", "base64")
          .with("content", Base64.getEncoder().encodeToString(content))
          .with("execute_filemode", executable);
    }
    return body.build();
  }

  private static String decide(String known, byte[] content) {
    if (known == null) {
      return "create";
    }
    return known.equals(blob(content)) ? "skip" : "update";
  }

  /** Returns the id that git gives to a content. */
  private static String blob(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }

  /** Returns the ids of the files of a branch, by path. */
  private Map<String, String> there(String branch, String target) {
    Map<String, String> there = new HashMap<>();
    String path =
        target.isEmpty() ? "" : "&path=" + UrlPath.encode(target.substring(0, target.length() - 1));
    try {
      for (Object item :
          gitlab
              .api()
              .list(
                  GitLab.path(project, "repository", "tree")
                      + "?recursive=true&per_page=100&ref="
                      + UrlPath.encode(branch)
                      + path,
                  "Reading the files of " + project)) {
        if (item instanceof Map<?, ?> entry && "blob".equals(entry.get("type"))) {
          there.put(String.valueOf(entry.get("path")), String.valueOf(entry.get("id")));
        }
      }
    } catch (PortalException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      // A branch or directory that is missing has no files.
    }
    return there;
  }
}
