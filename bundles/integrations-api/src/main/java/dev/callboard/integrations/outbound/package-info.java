/** Telling other hosts what happened here. */
@Export
@Version("1.1.0")
package dev.callboard.integrations.outbound;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
