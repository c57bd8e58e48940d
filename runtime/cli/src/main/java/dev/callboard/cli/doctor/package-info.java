/**
 * {@code callboard doctor}: finds out what is wrong with a machine, a configuration or a bundle.
 */
package dev.callboard.cli.doctor;
