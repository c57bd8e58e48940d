/** The identity of a plugin bundle. */
@Export
@Version("1.1.0")
package dev.callboard.platform.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
