/** How far what templates made is behind the templates of today. */
package dev.callboard.scaffolder.drift;
