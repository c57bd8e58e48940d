/** What the tests of several modules share, and those of plugins may use. */
package dev.callboard.testing;
