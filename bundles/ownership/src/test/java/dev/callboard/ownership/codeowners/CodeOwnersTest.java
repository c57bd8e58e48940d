package dev.callboard.ownership.codeowners;

import static dev.callboard.ownership.codeowners.CodeOwnersSyntax.GITHUB;
import static dev.callboard.ownership.codeowners.CodeOwnersSyntax.GITLAB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules are those that the vendors' documentation tells. */
class CodeOwnersTest {
  private static final String GITHUB_FILE =
      """
      # everything
      *       @global-owner1 @global-owner2
      *.js    @js-owner #This is an inline comment.
      *.go docs@example.com
      *.txt @octo-org/octocats
      /build/logs/ @doctocat
      docs/*  docs@example.com
      apps/ @octocat
      /guide/ @doctocat
      /scripts/ @doctocat @octocat
      **/logs @logger
      /apps/github
      [a-z].md @ranges-are-not-known
      !*.md @negation-is-not-known
      \\#odd @escapes-are-not-known
      with\\ space/ @space
      """;

  private static final String GITLAB_FILE =
      """
      # a comment
      * @default
      *.rb @ruby
      \\#file_with_pound.rb @pound
      LICENSE @legal this does not match janedoe@example.com
      README @group @group/with-nested/subgroup
      /docs/ @all-docs
      /docs/* @root-docs
      /docs/**/*.md @markdown-docs
      lib/ @lib-owner
      /config/ @config-owner
      path\\ with\\ spaces/ @space-owner
      exact @exact-owner

      [Database] @database-team
      model/db/
      config/db/database-setup.md @docs-team

      ^[Documentation][2] @docs-team
      ee/docs/
      !ee/docs/secret/
      ee/docs/secret/known.md

      [DATABASE]
      model/db/*.sql @sql
      """;

  private static String owners(CodeOwners file, String path) {
    return String.join(" ", new TreeSet<>(file.of(path).owners()));
  }

  @ParameterizedTest
  @CsvSource({
    "README, @global-owner1 @global-owner2",
    "a/b/c, @global-owner1 @global-owner2",
    "src/a.js, @js-owner",
    "main.go, docs@example.com",
    "a/b.txt, @octo-org/octocats",
    "build/logs/a/b, @logger",
    "build/x, @global-owner1 @global-owner2",
    "docs/start.md, docs@example.com",
    "docs/build-app/trouble.md, @global-owner1 @global-owner2",
    "x/docs/start.md, @global-owner1 @global-owner2",
    "apps/a, @octocat",
    "deep/apps/a/b, @octocat",
    "guide/a/b, @doctocat",
    "x/guide/a, @global-owner1 @global-owner2",
    "scripts/run, @doctocat @octocat",
    "deeply/nested/logs/one, @logger",
    "apps/github/x, ''",
    "apps/githubby, @octocat",
    "a.md, @global-owner1 @global-owner2",
    "#odd, @global-owner1 @global-owner2",
    "with space/a, @space",
    "SRC/A.JS, @global-owner1 @global-owner2"
  })
  void gitHubTakesTheLastRuleThatMatches(String path, String expected) {
    assertEquals(expected, owners(CodeOwners.parse(GITHUB_FILE, GITHUB), path));
  }

  @ParameterizedTest
  @CsvSource({
    "x, @default",
    ".hidden/x, @default",
    "a/b.rb, @ruby",
    "#file_with_pound.rb, @pound",
    "LICENSE, @legal janedoe@example.com",
    "deep/LICENSE, @legal janedoe@example.com",
    "README, @group @group/with-nested/subgroup",
    "docs/index.txt, @root-docs",
    "docs/projects/index.txt, @all-docs",
    "docs/index.md, @markdown-docs",
    "docs/a/b/index.md, @markdown-docs",
    "x/docs/index.txt, @default",
    "a/lib/b/c, @lib-owner",
    "config/a, @config-owner",
    "a/config/b, @default",
    "path with spaces/a, @space-owner",
    "exact/a, @default",
    "exact, @exact-owner",
    "a/exact, @exact-owner",
    "model/db/x, @database-team @default",
    "config/db/database-setup.md, @config-owner @docs-team",
    "model/db/x.sql, @default @sql",
    "ee/docs/a/b, @default @docs-team",
    "ee/docs/secret/a, @default",
    "ee/docs/secret/known.md, @default"
  })
  void gitLabJoinsWhatAllSectionsSay(String path, String expected) {
    assertEquals(expected, owners(CodeOwners.parse(GITLAB_FILE, GITLAB), path));
  }

  @Test
  void gitLabTakesOwnersInACommentBehindARuleForOwners() {
    CodeOwners file = CodeOwners.parse("*.md @docs # not @other\n", GITLAB);
    assertEquals("@docs @other", owners(file, "a.md"));
  }

  @Test
  void theLinesThatDecidedAreTold() {
    CodeOwners.Owned owned = CodeOwners.parse(GITLAB_FILE, GITLAB).of("model/db/x");
    assertEquals(List.of(2, 16), owned.lines());
    assertEquals("model/db/", owned.text());
    assertEquals(List.of(), CodeOwners.parse("/a @b", GITHUB).of("c").lines());
  }

  @Test
  void whatIsNoRuleIsPassedOver() {
    assertTrue(CodeOwners.parse("\n \n# only\r\n", GITHUB).isEmpty());
    CodeOwners file = CodeOwners.parse("* @a b,c  @d/e/f d@e.org @ @@maintainer", GITHUB);
    assertEquals("@@maintainer @a @d/e/f d@e.org", owners(file, "x"));
  }
}
