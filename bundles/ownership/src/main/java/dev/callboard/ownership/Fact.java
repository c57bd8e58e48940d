package dev.callboard.ownership;

import java.util.Arrays;
import java.util.List;

/** What is measured of an entity; all are numbers, truth is 1 and 0. */
public enum Fact {
  /** Whether the entity names an owner. */
  OWNER_DECLARED("owner-declared"),
  /** Whether the owner is in the catalog. */
  OWNER_RESOLVABLE("owner-resolvable"),
  /** Whether the owner is a user, or a group with enough members. */
  OWNER_LIVE("owner-live"),
  /** Whether the entity's file or its owner is gone. */
  ORPHAN("orphan"),
  /** The share of files with code owners where the owner is among these. */
  CODEOWNERS_AGREEMENT("codeowners-agreement"),
  /** The share of commits by the owner and its members. */
  COMMITS_AGREEMENT("commits-agreement"),
  /** The share of authorship of people who are not in the catalog any more. */
  LEFT_SHARE("left-share"),
  /** The share of authorship of people who never were. */
  UNKNOWN_SHARE("unknown-share"),
  /** When somebody who is no machine committed last, in seconds since 1970. */
  LAST_HUMAN_COMMIT("last-human-commit"),
  /** How many people have to leave until more than half of the files have no author. */
  TRUCK_FACTOR("truck-factor"),
  /** The Herfindahl-Hirschman index of authorship. */
  AUTHORSHIP_HHI("authorship-hhi"),
  /** How many commits there are. */
  COMMITS("commits"),
  /** How many people committed. */
  CONTRIBUTORS("contributors");

  private final String id;

  Fact(String id) {
    this.id = id;
  }

  /** Returns the name in the interface. */
  public String id() {
    return id;
  }

  /** Returns all names. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Fact::id).toList();
  }
}
