/**
 * Threads for the background work of bundles, and tasks that run periodically.
 *
 * <p>{@link dev.callboard.scheduler.ThreadPool} gives each bundle threads of its own, so that no
 * thread, thread-local or context class loader of a bundle outlives it. {@link
 * dev.callboard.scheduler.ThreadBudget} bounds their number for the whole server, and lets each
 * bundle have a few in any case, so that a bundle that uses up the budget cannot stop the others.
 * One timer thread only hands work over.
 */
@CallboardPlugin(
    id = "scheduler",
    name = "Scheduler",
    description = "Periodic tasks of the server and its plugins")
package dev.callboard.scheduler;

import dev.callboard.platform.plugin.CallboardPlugin;
