package dev.callboard.scaffolder.task;

import java.util.List;

/**
 * A part of a list of tasks.
 *
 * @param tasks the part
 * @param total how many there are in all
 */
public record TaskPage(List<Task> tasks, int total) {}
