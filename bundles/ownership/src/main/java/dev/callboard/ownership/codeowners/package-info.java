/** Files that say who owns which paths. */
package dev.callboard.ownership.codeowners;
