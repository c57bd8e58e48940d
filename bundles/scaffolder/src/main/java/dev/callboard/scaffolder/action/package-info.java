/** The actions that steps can run: those that plugins bring, and the built-in ones. */
package dev.callboard.scaffolder.action;
