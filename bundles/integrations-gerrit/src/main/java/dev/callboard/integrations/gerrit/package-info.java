/** Gerrit, whose files Gitiles shows. */
package dev.callboard.integrations.gerrit;
