package dev.callboard.notifications.email;

import java.util.List;

/**
 * A message.
 *
 * @param id the same at each attempt
 * @param to addresses
 * @param hidden whether those do not see each other
 * @param subject one line
 * @param text as plain text
 * @param html as HTML
 */
record Mail(String id, List<String> to, boolean hidden, String subject, String text, String html) {}
