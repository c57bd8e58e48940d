package dev.callboard.identity.revocation;

import java.util.Map;
import java.util.Set;

/**
 * What is revoked at one moment.
 *
 * @param seq the number of the last change
 * @param marks by users, from when on their tokens and sessions count
 * @param blocked users who may not come in
 */
record Revoked(long seq, Map<String, Mark> marks, Set<String> blocked) {
  static final Revoked NOTHING = new Revoked(0, Map.of(), Set.of());

  private static final Mark NEVER = new Mark(0, 0);

  /**
   * From when on something counts, in seconds.
   *
   * @param tokens for tokens
   * @param sessions for sessions
   */
  record Mark(long tokens, long sessions) {}

  Mark of(String user) {
    return marks.getOrDefault(user, NEVER);
  }
}
