package dev.callboard.scaffolder.task;

import java.util.Map;

/**
 * One call of an action.
 *
 * @param number its position in the {@code each}, or {@link Place#WHOLE} without one
 * @param each {@code key} and {@code value}; null without an {@code each}
 * @param input what the action is given
 * @param digest of the input, in which secrets are replaced
 */
record Turn(int number, Map<String, Object> each, Map<String, Object> input, String digest) {}
