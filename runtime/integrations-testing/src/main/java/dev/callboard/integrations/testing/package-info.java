/** What tests of source hosts share. */
package dev.callboard.integrations.testing;
