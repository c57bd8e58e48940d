/** The permissions of the scaffolder and the rules that conditions on them can name. */
package dev.callboard.scaffolder.permission;
