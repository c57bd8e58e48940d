/** Holds values against the JSON Schemas of templates and actions. */
package dev.callboard.scaffolder.schema;
