/** Periodic tasks and background work. */
@Export
@Version("1.0.0")
package dev.callboard.platform.scheduler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
