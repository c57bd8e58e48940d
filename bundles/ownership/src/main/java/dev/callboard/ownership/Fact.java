package dev.callboard.ownership;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What is measured of an entity; all are numbers, truth is 1 and 0. */
public enum Fact {
  /** Whether the entity names an owner. */
  OWNER_DECLARED("owner-declared", "declared", Form.TRUTH),
  /** Whether the owner is in the catalog. */
  OWNER_RESOLVABLE("owner-resolvable", "resolvable", Form.TRUTH),
  /** Whether the owner is a user, or a group with enough members. */
  OWNER_LIVE("owner-live", "live", Form.TRUTH),
  /** Whether the entity's file or its owner is gone. */
  ORPHAN("orphan", "orphan", Form.TRUTH),
  /** The share of files with code owners where the owner is among these. */
  CODEOWNERS_AGREEMENT("codeowners-agreement", "codeownersAgreement", Form.SHARE),
  /** The share of commits by the owner and its members. */
  COMMITS_AGREEMENT("commits-agreement", "commitsAgreement", Form.SHARE),
  /** The share of authorship of people who are not in the catalog any more. */
  LEFT_SHARE("left-share", "leftShare", Form.SHARE),
  /** The share of authorship of people who never were. */
  UNKNOWN_SHARE("unknown-share", "unknownShare", Form.SHARE),
  /** When somebody who is no machine committed last, in seconds since 1970. */
  LAST_HUMAN_COMMIT("last-human-commit", "lastHumanCommit", Form.SECONDS),
  /** How many people have to leave until more than half of the files have no author. */
  TRUCK_FACTOR("truck-factor", "truckFactor", Form.COUNT),
  /** The Herfindahl-Hirschman index of authorship. */
  AUTHORSHIP_HHI("authorship-hhi", "authorshipHhi", Form.SHARE),
  /** How many commits there are. */
  COMMITS("commits", "commits", Form.COUNT),
  /** How many people committed. */
  CONTRIBUTORS("contributors", "contributors", Form.COUNT);

  private enum Form {
    TRUTH,
    SHARE,
    COUNT,
    SECONDS
  }

  private final String id;
  private final String word;
  private final Form form;

  Fact(String id, String word, Form form) {
    this.id = id;
    this.word = word;
    this.form = form;
  }

  /** Returns the name in the interface. */
  public String id() {
    return id;
  }

  /** Returns the name in checks. */
  String word() {
    return word;
  }

  /** Returns a value as checks read it: a truth value, a number, or a date. */
  Object json(double value) {
    return switch (form) {
      case TRUTH -> value == 1.0;
      case SHARE -> value;
      case COUNT -> (long) value;
      case SECONDS -> Instant.ofEpochSecond((long) value).toString();
    };
  }

  /** Returns all names. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Fact::id).toList();
  }
}
