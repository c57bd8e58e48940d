package dev.callboard.permission;

/**
 * One look of a policy at a question, for explanations.
 *
 * @param rule what was looked at, such as {@code allow 2 of role 'reader' (file)}
 * @param where where it is written, may be empty
 * @param counts whether it had a say
 * @param why in words
 */
record Step(String rule, String where, boolean counts, String why) {}
