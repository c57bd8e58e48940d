/** Plain git servers. */
package dev.callboard.integrations.git;
