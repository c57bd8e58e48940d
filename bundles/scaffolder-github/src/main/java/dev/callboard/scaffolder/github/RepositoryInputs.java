package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.list;
import static dev.callboard.scaffolder.publish.InputSchema.map;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.textMap;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

import dev.callboard.scaffolder.publish.InputSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs that actions on repositories share, as Backstage names them. */
final class RepositoryInputs {
  private RepositoryInputs() {}

  /** Returns those of a new repository. */
  static InputSchema creation() {
    return InputSchema.object()
        .optional("description", text("What the repository is for"))
        .optional("homepage", text("The URL of its home page"))
        .optional("access", text("A user, or org/team, who becomes administrator of it"))
        .optional("collaborators", collaborators())
        .optional(
            "repoVisibility",
            preset(oneOf("Who sees it", "private", "public", "internal"), "private"))
        .optional("deleteBranchOnMerge", preset(bool("Delete a branch once merged"), false))
        .optional("allowMergeCommit", preset(bool("Allow merge commits"), true))
        .optional("allowSquashMerge", preset(bool("Allow squash merges"), true))
        .optional("allowRebaseMerge", preset(bool("Allow rebase merges"), true))
        .optional("allowAutoMerge", preset(bool("Merge when all that is required is met"), false))
        .optional("allowUpdateBranch", preset(bool("Allow to update branches"), false))
        .optional(
            "squashMergeCommitTitle",
            preset(
                oneOf("The title of squash merges", "PR_TITLE", "COMMIT_OR_PR_TITLE"),
                "COMMIT_OR_PR_TITLE"))
        .optional(
            "squashMergeCommitMessage",
            preset(
                oneOf("The message of squash merges", "PR_BODY", "COMMIT_MESSAGES", "BLANK"),
                "COMMIT_MESSAGES"))
        .optional("hasProjects", bool("Whether it has projects"))
        .optional("hasWiki", bool("Whether it has a wiki"))
        .optional("hasIssues", bool("Whether it has issues"))
        .optional("topics", texts("Its topics"))
        .optional("repoVariables", textMap("Variables of GitHub Actions, by name"))
        .optional("secrets", textMap("Secrets of GitHub Actions, by name"))
        .optional("oidcCustomization", oidc())
        .optional(
            "customProperties",
            map(
                "Custom properties, in organisations only",
                Map.of("type", List.of("string", "array"), "items", Map.of("type", "string"))))
        .optional("subscribe", preset(bool("Subscribe to it"), false));
  }

  private static Map<String, Object> collaborators() {
    return list(
        "Who else gets access",
        InputSchema.object()
            .require("access", text("Which access, such as push"))
            .optional("user", text("A user"))
            .optional("team", text("A team"))
            .build());
  }

  private static Map<String, Object> oidc() {
    return InputSchema.object()
        .optional("useDefault", preset(bool("Whether the default template is used"), true))
        .optional("includeClaimKeys", texts("The claims of the subject"))
        .build();
  }

  /** Returns those of the first commit. */
  static InputSchema commit() {
    return InputSchema.object()
        .optional("defaultBranch", preset(text("The branch to push to"), "main"))
        .optional("sourcePath", text("The directory of the workspace to publish, all by default"))
        .optional("gitCommitMessage", preset(text("The message of the commit"), "initial commit"))
        .optional("gitAuthorName", preset(text("The name of the author"), "Scaffolder"))
        .optional("gitAuthorEmail", text("The mail address of the author"));
  }

  /** Returns whether and how the default branch is protected. */
  static InputSchema protectedBranch() {
    return InputSchema.object()
        .optional("protectDefaultBranch", preset(bool("Protect the default branch"), true))
        .optional("protectEnforceAdmins", preset(bool("Also against administrators"), true))
        .all(protection());
  }

  /** Returns how a branch is protected. */
  static InputSchema protection() {
    return InputSchema.object()
        .optional(
            "requiredApprovingReviewCount", preset(number("How many reviews, from 0 to 6"), 1))
        .optional("requireCodeOwnerReviews", preset(bool("Code owners have to review"), false))
        .optional("dismissStaleReviews", preset(bool("New commits dismiss reviews"), false))
        .optional("bypassPullRequestAllowances", actors("Who needs no pull request"))
        .optional("restrictions", actors("Who may push, in organisations only"))
        .optional("requiredStatusCheckContexts", texts("Status checks that have to pass"))
        .optional(
            "requireBranchesToBeUpToDate",
            preset(bool("Branches have to be up to date before they are merged"), true))
        .optional(
            "requiredConversationResolution",
            preset(bool("Conversations have to be resolved"), false))
        .optional(
            "requireLastPushApproval",
            preset(bool("Somebody else has to approve the last push"), false))
        .optional("requiredCommitSigning", preset(bool("Commits have to be signed"), false))
        .optional("requiredLinearHistory", preset(bool("No merge commits"), false));
  }

  private static Map<String, Object> actors(String description) {
    Map<String, Object> schema =
        new LinkedHashMap<>(
            InputSchema.object()
                .optional("apps", texts("Apps"))
                .optional("users", texts("Users"))
                .optional("teams", texts("Teams"))
                .build());
    schema.put("description", description);
    return Map.copyOf(schema);
  }

  /** Returns the outputs of a new repository. */
  static InputSchema outputs() {
    return InputSchema.object()
        .require("remoteUrl", text("The URL to clone"))
        .optional("repoContentsUrl", text("The URL of the root of the files"));
  }

  /** Returns the outputs of a published repository. */
  static InputSchema publishedOutputs() {
    return outputs().optional("commitHash", text("The hash of the commit"));
  }
}
