/** The durable runs of templates: their journal, and the worker that takes them forward. */
package dev.callboard.scaffolder.task;
