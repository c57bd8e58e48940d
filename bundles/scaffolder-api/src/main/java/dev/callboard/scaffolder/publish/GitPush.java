package dev.callboard.scaffolder.publish;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.Workspace;
import java.net.URI;
import java.util.Optional;

/** What to commit and where to push it. Immutable; each method gives a changed copy. */
public final class GitPush {
  private final URI remote;
  private final String branch;
  private final Workspace source;
  private final String user;
  private final Secret password;
  private final String message;
  private final String authorName;
  private final String authorEmail;
  private final String base;
  private final Secret signingKey;

  private GitPush(
      URI remote,
      String branch,
      Workspace source,
      String user,
      Secret password,
      String message,
      String authorName,
      String authorEmail,
      String base,
      Secret signingKey) {
    this.remote = requireNonNull(remote, "remote is null");
    this.branch = requireNonNull(branch, "branch is null");
    this.source = requireNonNull(source, "source is null");
    this.user = user;
    this.password = password;
    this.message = message;
    this.authorName = authorName;
    this.authorEmail = authorEmail;
    this.base = base;
    this.signingKey = signingKey;
  }

  /**
   * Returns a push with nothing special.
   *
   * @param remote an http, https, ssh or file URL without user information. The caller answers for
   *     it: never one that a template chose, unless its host is one that the operator has
   *     configured
   * @param branch such as {@code main}
   * @param source the root of what is pushed
   */
  public static GitPush of(URI remote, String branch, Workspace source) {
    return new GitPush(remote, branch, source, null, null, null, null, null, null, null);
  }

  /** Returns the push with credentials for HTTP. */
  public GitPush credentials(String name, Secret secret) {
    return new GitPush(
        remote, branch, source, name, secret, message, authorName, authorEmail, base, signingKey);
  }

  /** Returns the push with a commit message; empty for the configured one. */
  public GitPush message(Optional<String> text) {
    return new GitPush(
        remote,
        branch,
        source,
        user,
        password,
        text.orElse(null),
        authorName,
        authorEmail,
        base,
        signingKey);
  }

  /** Returns the push with an author; what is empty is the configured author's. */
  public GitPush author(Optional<String> name, Optional<String> email) {
    return new GitPush(
        remote,
        branch,
        source,
        user,
        password,
        message,
        name.orElse(null),
        email.orElse(null),
        base,
        signingKey);
  }

  /**
   * Returns the push whose commit follows the last one of a branch and keeps its other files. By
   * default the commit has no parent and no other files.
   */
  public GitPush onto(String baseBranch) {
    return new GitPush(
        remote,
        branch,
        source,
        user,
        password,
        message,
        authorName,
        authorEmail,
        baseBranch,
        signingKey);
  }

  /**
   * Returns the push whose commit is signed.
   *
   * @param key a private key without a passphrase, in OpenPGP's or OpenSSH's form; empty for none
   */
  public GitPush signed(Optional<Secret> key) {
    return new GitPush(
        remote,
        branch,
        source,
        user,
        password,
        message,
        authorName,
        authorEmail,
        base,
        key.orElse(null));
  }

  /** Returns the repository. */
  public URI remote() {
    return remote;
  }

  /** Returns the branch. */
  public String branch() {
    return branch;
  }

  /** Returns the root of what is pushed. */
  public Workspace source() {
    return source;
  }

  /** Returns whose credentials they are, or empty without any. */
  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /** Returns the password or token, or empty without credentials. */
  public Optional<Secret> password() {
    return Optional.ofNullable(password);
  }

  /** Returns the commit message, or empty for the configured one. */
  public Optional<String> message() {
    return Optional.ofNullable(message).filter(text -> !text.isBlank());
  }

  /** Returns the author's name, or empty for the configured one. */
  public Optional<String> authorName() {
    return Optional.ofNullable(authorName).filter(text -> !text.isBlank());
  }

  /** Returns the author's address, or empty for the configured one. */
  public Optional<String> authorEmail() {
    return Optional.ofNullable(authorEmail).filter(text -> !text.isBlank());
  }

  /** Returns the branch whose last commit is the parent, or empty. */
  public Optional<String> base() {
    return Optional.ofNullable(base);
  }

  /** Returns the key that signs the commit, or empty. */
  public Optional<Secret> signingKey() {
    return Optional.ofNullable(signingKey);
  }
}
