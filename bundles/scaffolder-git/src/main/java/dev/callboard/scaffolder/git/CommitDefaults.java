package dev.callboard.scaffolder.git;

import dev.callboard.platform.config.Config;
import dev.callboard.scaffolder.publish.GitPush;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * What a commit says where the template does not, with the keys that Backstage documents.
 *
 * @param name of the author
 * @param email of the author
 * @param message of the commit
 */
record CommitDefaults(String name, String email, String message) {
  static CommitDefaults of(Config config) {
    return new CommitDefaults(
        config.string("scaffolder.defaultAuthor.name").orElse("Scaffolder"),
        config.string("scaffolder.defaultAuthor.email").orElse("scaffolder@backstage.io"),
        config.string("scaffolder.defaultCommitMessage").orElse("initial commit"));
  }

  PersonIdent author(GitPush push, Instant time) {
    return new PersonIdent(
        push.authorName().orElse(name), push.authorEmail().orElse(email), time, ZoneOffset.UTC);
  }

  String message(GitPush push) {
    return push.message().orElse(message);
  }
}
