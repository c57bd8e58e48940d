/** What the tests need from the outside, by hand. */
package dev.callboard.search.fakes;
