/** Fakes for tests of template actions. */
package dev.callboard.scaffolder.testing;
