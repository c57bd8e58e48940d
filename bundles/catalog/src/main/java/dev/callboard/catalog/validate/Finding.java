package dev.callboard.catalog.validate;

import dev.callboard.catalog.model.Stage;

/**
 * Something to tell about a document.
 *
 * @param line in the file, from 1; 0 when unknown
 * @param column in the line, from 1; 0 when unknown
 * @param stage which step found it
 * @param message what is wrong and what would be right
 */
public record Finding(int line, int column, Stage stage, String message) {}
