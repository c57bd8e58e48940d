/**
 * Runs software templates: renders what a template says, and takes its steps one after the other.
 */
package dev.callboard.scaffolder;
