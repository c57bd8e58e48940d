/**
 * The life of plugins, from a file to a bundle that serves and back.
 *
 * <p>Order of things: whatever is done to a plugin is done by one thread at a time, in the order it
 * was asked for ({@link dev.callboard.plugins.lifecycle.SerialQueues}, keyed by plugin id). Code of
 * a plugin runs on threads that can be given up ({@link
 * dev.callboard.plugins.lifecycle.PluginThreads}). The journal is written between "the new one
 * serves" and "the old one goes", so that a crash leaves one of the two.
 */
package dev.callboard.plugins.lifecycle;
