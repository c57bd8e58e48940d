package dev.callboard.ownership.codeowners;

/** Whose rules a file follows. */
public enum CodeOwnersSyntax {
  /** GitHub's, which other hosts share. */
  GITHUB,
  /** GitLab's, with sections. */
  GITLAB
}
