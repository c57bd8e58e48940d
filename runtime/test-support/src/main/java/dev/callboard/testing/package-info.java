/** What the tests of several modules share. */
package dev.callboard.testing;
