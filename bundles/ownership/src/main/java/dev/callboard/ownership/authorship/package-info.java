/** Who wrote what, from the history of repositories. */
package dev.callboard.ownership.authorship;
