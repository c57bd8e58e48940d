/** The database of a plugin. */
@Export
@Version("1.2.0")
package dev.callboard.platform.database;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
