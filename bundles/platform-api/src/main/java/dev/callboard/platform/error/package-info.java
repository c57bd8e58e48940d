/** Errors that have a code and reach the wire in one shape. */
@Export
@Version("1.1.0")
package dev.callboard.platform.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
