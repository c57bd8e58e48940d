/** {@code callboard validate}: checks entity files without a server. */
package dev.callboard.cli.validate;
